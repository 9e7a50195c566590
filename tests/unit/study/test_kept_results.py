"""The docs' tables are written from what `--json` keeps."""

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

import numpy as np
import pytest

from docs import tables
from pasdedeux.cli.checks import _plain
from pasdedeux.present.cards import shown
from pasdedeux.study.calibration import summed_up
from pasdedeux.study.foresight import Foresight
from pasdedeux.study.information import Group, Measured, Narrowed, columns
from pasdedeux.study.information import summed_up as cells_of
from pasdedeux.study.pseudo_couples import Apart, Shuffle, _Seen, _side
from pasdedeux.terms.reading import Enough
from tests import readings
from tests.unit.study.test_calibration import COUNT, _spread


def _kept(found: Mapping[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = json.loads(json.dumps(_plain(found), allow_nan=False))
    return kept


def test_a_line_of_calibration_gives_coverage_with_its_error_and_mark() -> None:
    ahead = Foresight(9, 9, 5, 5 / 9, (0.27, 0.81), (3.0, 21.0, 80.0))
    found = {**asdict(summed_up(_spread(400), 3)), "more_days": asdict(ahead)}
    page = tables.calibration_of(_kept(found))
    assert COUNT > 17
    assert page.count("| inside |") == 18
    assert "| loop gain | yes | .900 ± .015 | inside | .50 | 1.000 |" in page
    assert "| anxiety |  | .900 ± .015 | inside | .50 | 1.000 |" in page
    assert "**18 of 18**" in page
    assert "named for 5 of them: 56% (95% interval 27% to 81%)" in page


def test_a_line_of_pairs_gives_the_share_at_every_bar() -> None:
    side = _side([_Seen(0, may_show=True, is_clear=True, tie=t) for t in (-1, 0.5, 2.5, 9)], 0)
    found = Shuffle(1, 12, 12, side, side, (Apart(0.3, side),))
    page = tables.pairs_of(_kept(asdict(found)))
    assert page.count("| 4 | 75.0 (35.6 to 94.2) | 50.0 ") == 3
    assert "| apart, load shared 0.3 |" in page
    assert "tie ≥ 2" in page


@pytest.mark.parametrize(("couples", "told"), [(1, "| 1 | 0.30 |"), (2, "| 2 | 0.30 ± 0.00 |")])
def test_a_line_of_information_gives_each_width(couples: int, told: str) -> None:
    found = [
        Narrowed(group, 0, place, np.full(len(columns()), 0.3), may_show=True)
        for group in Group
        for place in range(couples)
    ]
    whole = {"couples": couples, **asdict(Measured(1, 2, 2, cells_of(found)))}
    page = tables.information_of(_kept(whole))
    assert page.count(told) == len(Group)
    assert all(f"### Couples {group}" in page for group in Group)


def test_a_result_that_is_not_kept_is_told_with_its_command() -> None:
    for name, command in tables.COMMANDS.items():
        page = tables._of(name, lambda _: "a table")
        assert f"{command} > docs/results/{name}.json" in page


def test_a_number_is_short_and_none_is_a_dash() -> None:
    assert [tables._number(value, 2) for value in (0.5, -0.25, 1.0, 12.345, None)] == [
        ".50",
        "-.25",
        "1.00",
        "12.35",
        "-",
    ]


def test_how_often_a_number_of_days_was_right_is_told_on_the_page_as_it_was_measured() -> None:
    kept = json.loads((tables.RESULTS / "calibration.json").read_text(encoding="utf-8"))
    ahead = kept["more_days"]
    far = replace(readings.NOT_ENOUGH, limits=(), enough=Enough(is_enough=False, more_days=30))
    told = (
        f"of {ahead['couples']} made-up couples who were told such a number, {ahead['named']} had"
    )
    assert told in shown(far).lead
