"""What an instrument must be before it is scored, and what each of ours says of its rights."""

import copy
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pasdedeux.measure import catalogue, respondent
from pasdedeux.measure.instrument import Call, build
from pasdedeux.terms import shipped
from pasdedeux.terms.errors import UnknownNameError


def _table(name: str = "ecr") -> dict[str, Any]:
    return copy.deepcopy(shipped.table("measure", "instruments", name, "instrument.toml"))


@pytest.mark.parametrize("name", catalogue.NAMES)
def test_every_instrument_has_a_rights_record(name: str) -> None:
    instrument = catalogue.fetch(name)
    for words in (
        instrument.rights.holder,
        instrument.rights.statement,
        instrument.rights.where,
        instrument.rights.reading,
        instrument.citation,
        instrument.notice,
    ):
        assert words
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", instrument.rights.found)


@pytest.mark.parametrize("name", catalogue.NAMES)
def test_every_reference_of_an_instrument_exists(name: str, root: Path) -> None:
    bib = (root / "docs" / "references.bib").read_text(encoding="utf-8")
    instrument = catalogue.fetch(name)
    cited = {*instrument.references, *(scale.source for scale in instrument.scales)} - {""}
    assert [key for key in sorted(cited) if f"{{{key}," not in bib] == []
    assert instrument.references


@pytest.mark.parametrize("name", catalogue.NAMES)
def test_words_ship_exactly_where_the_call_allows_it(name: str) -> None:
    held = shipped.names("measure", "instruments", name)
    may_ship = catalogue.fetch(name).call is Call.SHIP
    assert ("items.en.toml" in held) is may_ship


@pytest.mark.parametrize("name", catalogue.NAMES)
def test_every_instrument_has_a_simulated_respondent(name: str) -> None:
    instrument = catalogue.fetch(name)
    number = len(instrument.items)
    answers = respondent.answer(instrument, {}, np.full(number, 0.5))
    assert tuple(answers) == instrument.item_ids
    for item, answer in answers.items():
        low, high = instrument.ranges[item]
        assert low <= answer <= high


def test_the_calls_are_those_of_the_reference() -> None:
    ask_first = {name for name in catalogue.NAMES if catalogue.fetch(name).call is Call.ASK_FIRST}
    assert ask_first == {"saam", "cpq_sf", "pprs"}


def test_one_setting_leaves_an_instrument_out() -> None:
    assert "ecr_rs" not in catalogue.names(left_out=["ecr_rs"])
    with pytest.raises(UnknownNameError, match="is left out here; there are: ecr, ecr_r, csi_16"):
        catalogue.fetch("ecr_rs", left_out=["ecr_rs"])


def test_an_unknown_instrument_is_told_which_there_are() -> None:
    with pytest.raises(UnknownNameError, match="'ecq' is not known; there are: ecr, "):
        catalogue.fetch("ecq")


def test_hyphens_and_capitals_do_not_matter() -> None:
    assert catalogue.fetch("ECR-R").name == "ecr_r"


def test_a_missing_field_is_named() -> None:
    table = _table()
    del table["rights"]
    with pytest.raises(ValueError, match="ecr: the field 'rights' is missing"):
        build(table)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda t: t["items"].append(dict(t["items"][0])), "an item id stands twice"),
        (lambda t: t["items"][0].update(scales=["trust"]), "item 1 names an unknown scale"),
        (lambda t: t["items"][0].update(lowest=5), "item 1 has no range"),
        (lambda t: t["scales"][0].update(needed=19), "scale anxiety needs 1 to 18 answers"),
        (lambda t: t["scales"][0].update(metric="median"), "scale anxiety: mean or sum"),
        (lambda t: t["dependent_pairs"].append(["1", "99"]), "names an unknown item"),
    ],
)
def test_an_instrument_that_cannot_be_scored_is_refused(
    change: Callable[[dict[str, Any]], None], sentence: str
) -> None:
    table = _table()
    change(table)
    with pytest.raises(ValueError, match=sentence):
        build(table)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"item": "99"}, "parameters for an unknown item 99"),
        ({"slope": -1.0}, "the slope must be above zero"),
        ({"thresholds": [0.0, -1.0, 1.0, 2.0]}, "thresholds must rise"),
        ({"thresholds": [0.0, 1.0]}, "thresholds missing"),
    ],
)
def test_parameters_that_cannot_be_are_refused(change: dict[str, Any], sentence: str) -> None:
    graded = copy.deepcopy(shipped.table("measure", "instruments", "ecr", "graded.toml"))
    graded["items"][0].update(change)
    with pytest.raises(ValueError, match=sentence):
        build(_table(), graded)


def test_parameters_of_five_points_are_never_used_for_seven() -> None:
    assert catalogue.fetch("ecr").graded
    assert not catalogue.fetch("ecr_r").graded
    assert not catalogue.fetch("ecr_rs").graded
