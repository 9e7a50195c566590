"""Every couple of a real diary is read to the end: a reading, or an honest refusal."""

import math
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import pytest

from pasdedeux.actions.open_record import open_record
from pasdedeux.actions.read_couple import read_file
from pasdedeux.terms.reading import Basis, Limit, Reading

pytestmark = [pytest.mark.data, pytest.mark.slow]

MAPPING = "campbell_kashy"
COUPLES = 103
PARTS = 4


@pytest.fixture(scope="session")
def diary(shared_data: Path) -> Path:
    return shared_data / "campbell_kashy_diary" / "kashy_pairwise_14days.csv"


def _numbers(value: object, name: str = "reading") -> Iterator[tuple[str, float]]:
    """Give every number of a reading, with the way to it."""
    if isinstance(value, (int, float)):
        yield name, float(value)
    elif isinstance(value, (tuple, list)):
        for k, held in enumerate(value):
            yield from _numbers(held, f"{name}[{k}]")
    elif is_dataclass(value):
        for one in fields(value):
            yield from _numbers(getattr(value, one.name), f"{name}.{one.name}")


def _faults(reading: Reading) -> Iterator[str]:
    """Name what is wrong with a reading."""
    yield from (name for name, value in _numbers(reading) if not math.isfinite(value))
    if reading.is_shown:
        if not reading.links or reading.loop_gain is None or reading.echo_days is None:
            yield "shown, but a figure lacks"
        if abs(sum(pattern.probability for pattern in reading.patterns) - 1.0) > 1e-6:
            yield "the dances' probabilities do not sum to one"
    else:
        if Limit.POOR_FIT not in reading.limits:
            yield "not shown, and not told why"
        if any(pattern.is_named for pattern in reading.patterns):
            yield "not shown, but a pattern is named"
    if reading.basis is not Basis.DAYS or not reading.days:
        yield "the days are not what it rests on"


@pytest.mark.parametrize("part", range(PARTS))
def test_every_couple_of_the_real_diary_is_read_to_the_end(diary: Path, part: int) -> None:
    names = [one.couple for one in open_record(diary, mapping=MAPPING).records]
    assert len(names) == COUPLES
    faults: dict[str, list[str]] = {}
    shown = 0
    mine = names[part::PARTS]
    for name in mine:
        (reading,) = read_file(diary, mapping=MAPPING, couple=name).readings
        assert reading.couple == name
        shown += reading.is_shown
        faults[name] = list(_faults(reading))
    assert {name: found for name, found in faults.items() if found} == {}
    assert shown >= 0.9 * len(mine)


def test_a_number_that_is_none_is_found_wherever_it_hides(diary: Path) -> None:
    first = open_record(diary, mapping=MAPPING).records[0].couple
    (reading,) = read_file(diary, mapping=MAPPING, couple=first).readings
    broken = replace(reading.links[0], among_people=(0.1, math.nan))
    assert list(_faults(reading)) == []
    assert list(_faults(replace(reading, links=(broken,)))) == ["reading.links[0].among_people[1]"]
