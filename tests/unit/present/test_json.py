import json
import re
from collections.abc import Iterator
from dataclasses import replace
from math import inf
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from pasdedeux.present.as_json import as_json, schema
from pasdedeux.terms.reading import Estimate, Reading
from tests import readings

VALIDATOR = Draft202012Validator(schema())


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("reading", readings.EVERY, ids=lambda one: one.couple)
def test_every_reading_keeps_to_the_published_schema(reading: Reading) -> None:
    told = json.loads(json.dumps(as_json(reading), allow_nan=False))
    assert [fault.message for fault in VALIDATOR.iter_errors(told)] == []


def test_what_the_issue_promises_is_there() -> None:
    told = as_json(readings.ANXIOUS_AVOIDANT)
    assert told["couple"] == "anxious-avoidant"
    assert told["days"] == 42
    assert told["check_ins"] == {"A": 71, "B": 64}
    assert told["patterns"][0] == {
        "name": "pursue-withdraw", "who": "A", "probability": 0.93, "named": True,
    }  # fmt: skip
    assert told["links"][1]["from"] == {"partner": "B", "move": "pulling_away"}
    assert told["links"][1]["to"] == {"partner": "A", "move": "pressing"}
    assert told["echo_days"] == {"estimate": 3.1, "interval90": [2.0, 5.2]}
    assert told["enough"] == {"is_enough": True, "more_days": 0}
    assert told["diagnostic"] == {
        "khat": 0.31, "converged": True, "method": "importance", "effective_draws": 540,
    }  # fmt: skip
    assert all(sentence.endswith(".") for sentence in told["limits"])


def test_figures_of_a_fit_that_failed_never_leave() -> None:
    told = as_json(replace(readings.POOR_FIT, patterns=readings.SECURE.patterns))
    assert (told["patterns"], told["links"], told["loop_gain"], told["echo_days"]) == (
        [], [], None, None,
    )  # fmt: skip


def test_an_echo_without_end_is_null_and_not_a_word_that_json_lacks() -> None:
    told = as_json(replace(readings.SECURE, echo_days=Estimate(inf, 3.0, inf)))
    assert told["echo_days"] == {"estimate": None, "interval90": [3.0, None]}
    VALIDATOR.validate(told)


def test_a_figure_beside_a_failed_check_breaks_the_schema() -> None:
    told = as_json(readings.POOR_FIT)
    assert not VALIDATOR.is_valid({**told, "links": as_json(readings.SECURE)["links"]})


def test_a_reading_says_what_a_name_was_held_against() -> None:
    assert as_json(readings.NOT_ENOUGH)["naming"] == {
        "bar": 0.9, "tie": 0.7, "tie_bar": 2.0, "days_together": 5, "least_days": 14,
    }  # fmt: skip


def test_an_arrow_says_what_it_rests_on() -> None:
    told = as_json(readings.ANXIOUS_AVOIDANT)["links"]
    assert {one["told_by"] for one in told[:-1]} == {"days"}
    assert told[-1]["told_by"] == "general"


def test_no_number_is_finer_than_four_decimals() -> None:
    first, *more = readings.SECURE.patterns
    tiny = (replace(first, probability=1 - 1e-9), replace(more[0], probability=1e-37), more[1])
    told = as_json(replace(readings.SECURE, patterns=tiny))
    assert [one["probability"] for one in told["patterns"]] == [1.0, 0.0, 0.01]
    assert re.search(r"\de-\d", json.dumps(told)) is None


def _leaves(part: dict[str, Any], path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    yield path, part
    for name, inner in part.get("properties", {}).items():
        yield from _leaves(inner, f"{path}.{name}")
    if "properties" in part.get("items", {}):
        yield from _leaves(part["items"], f"{path}[]")


def test_every_key_of_the_schema_says_what_it_means_and_in_which_unit() -> None:
    silent = [
        path
        for path, part in _leaves(schema())
        if (not part.get("description") and not path.endswith("[]"))
        or ("properties" not in part and "unit" not in part)
    ]
    assert silent == []
