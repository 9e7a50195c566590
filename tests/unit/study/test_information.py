from itertools import islice

import numpy as np

from pasdedeux.study.fits import fitted, true_dance
from pasdedeux.study.information import (
    DESIGNS,
    TRAP_TRAITS,
    USUAL,
    Design,
    Group,
    Narrowed,
    alone,
    before,
    by_column,
    columns,
    people_in,
    summed_up,
    without,
)
from pasdedeux.study.narrowing import changes, ranking, shares, steps, worths
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.reading import Dance
from pasdedeux.terms.record import Item, Record


def test_couples_in_the_trap_are_in_it_and_others_are_not() -> None:
    for _, people in islice(people_in(Group.TRAP, 1), 3):
        assert true_dance(people) == (Dance.PURSUE_WITHDRAW, Partner.A)
        assert tuple(map(tuple, people[:, :2])) == TRAP_TRAITS
    for _, people in islice(people_in(Group.CALM, 1), 3):
        assert true_dance(people)[0] is Dance.REPAIR


def _differences(one: Design, other: Design) -> int:
    names = ("days", "slots", "items", "moments", "tellers", "told")
    return sum(getattr(one, name) != getattr(other, name) for name in names)


def test_a_couple_that_told_nothing_is_as_wide_as_before() -> None:
    fit, _, _ = fitted(Record("1"))
    shares = by_column((fit.high - fit.low) / before(), Group.CALM)
    # 1,000 draws beside 4,000: the ends of an interval err by some hundredths of its width.
    np.testing.assert_allclose(shares, 1.0, atol=0.1)


def test_each_design_changes_one_thing_of_an_earlier_one() -> None:
    assert DESIGNS[0] is USUAL
    for place, design in enumerate(DESIGNS[1:], start=1):
        fewest = min(_differences(design, earlier) for earlier in DESIGNS[:place])
        assert fewest == 1, design.name
    assert {len(design.items) for design in DESIGNS} == {1, len(Item) - 1, len(Item)}
    assert len({design.name for design in DESIGNS}) == len(DESIGNS)


def _narrowed(
    group: Group, design: int, place: int, share: float, *, may_show: bool = True
) -> Narrowed:
    return Narrowed(group, design, place, np.full(len(columns()), share), may_show)


def test_cells_are_means_over_couples_with_their_error() -> None:
    cells = summed_up(
        [_narrowed(Group.TRAP, 0, k, share) for k, share in enumerate((0.2, 0.4))]
        + [_narrowed(Group.TRAP, 1, k, share) for k, share in enumerate((0.4, 0.6))]
    )
    usual, fewer = cells[0], cells[len(columns())]
    assert (usual.share, usual.error, usual.change) == (0.30000000000000004, 0.1, 0.0)
    assert abs(fewer.change - 0.2) < 1e-12
    assert abs(fewer.change_error) < 1e-12
    assert abs(fewer.share - 0.5) < 1e-12
    assert {cell.group for cell in cells} == {Group.TRAP}


def test_a_couple_whose_fit_is_refused_is_left_out_of_the_cell() -> None:
    cells = summed_up(
        [
            _narrowed(Group.CALM, 0, 0, 0.2),
            _narrowed(Group.CALM, 0, 1, 0.9, may_show=False),
            _narrowed(Group.CALM, 1, 0, 0.3),
            _narrowed(Group.CALM, 1, 1, 0.3),
        ]
    )
    assert {cell.couples for cell in cells} == {1}


def test_what_is_the_same_adds_up_to_the_same_in_any_order() -> None:
    found = [_narrowed(Group.TRAP, 0, k, share) for k, share in enumerate((0.1, 0.2, 0.3, 0.7))]
    assert summed_up(found) == summed_up(found[::-1])


def test_a_couple_whose_usual_fit_is_not_there_yet_is_left_out() -> None:
    assert summed_up([_narrowed(Group.CALM, 1, 0, 0.3)]) == ()


def test_a_table_has_a_line_for_each_design() -> None:
    cells = summed_up([_narrowed(group, 0, place, 0.5) for group in Group for place in range(2)])
    lines = shares(cells, Group.TRAP).splitlines()
    assert len(lines) == 3
    assert lines[2].startswith("| as usual | 2 | 0.50 ± 0.00 |")
    assert changes(cells, Group.CALM).splitlines()[2].startswith("| as usual | 2 | +0.00 ± 0.00 |")


def test_a_step_is_a_difference_of_the_same_couples_under_two_designs() -> None:
    names = {design.name: number for number, design in enumerate(DESIGNS)}
    week, told = names["7 days"], names["7 days, 2 moments told"]
    found = [_narrowed(Group.TRAP, week, k, share) for k, share in enumerate((0.7, 0.8, 0.9))]
    found += [_narrowed(Group.TRAP, told, k, share) for k, share in enumerate((0.6, 0.6))]
    (line,) = steps(summed_up(found), Group.TRAP).splitlines()[2:]
    assert line.startswith("| 7 days, 2 moments told, rather than 7 days | 2 | -0.15 ± 0.05 |")


def test_of_one_couple_no_error_is_told() -> None:
    cells = summed_up([_narrowed(Group.TRAP, 0, 0, 0.5)])
    assert shares(cells, Group.TRAP).splitlines()[2].startswith("| as usual | 1 | 0.50 | 0.50 |")


def test_the_slider_that_is_missed_most_is_asked_first() -> None:
    names = {design.name: number for number, design in enumerate(DESIGNS)}
    found = [_narrowed(Group.TRAP, 0, place, 0.5) for place in range(2)]
    for k, item in enumerate(Item):
        for place in range(2):
            found += [
                _narrowed(Group.TRAP, names[without(item)], place, 0.5 + 0.01 * k),
                _narrowed(Group.TRAP, names[alone(item)], place, 1.0),
            ]
    cells = summed_up(found)
    first = worths(cells, Group.TRAP)[0]
    assert [worth.item for worth in worths(cells, Group.TRAP)] == list(Item)[::-1]
    assert round(first.without, 3) == 0.05
    assert first.alone == 0.5
    assert ranking(cells, Group.TRAP).splitlines()[2].startswith("| there for me | +0.05 ± 0.00")
