"""What made-up couples must show before the step is believed, measured as the docs tell it."""

import re
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from docs import measure_gates as gates

pytestmark = pytest.mark.slow

OF_DRAWS = 0.80
"""Gate G25: nothing depends on the constants alone."""


@cache
def gate(name: str) -> gates.Gate:
    return {measure.__name__: measure for measure in gates.GATES}[name]()


def test_two_secure_have_one_resting_state_and_are_soon_back() -> None:
    apart, back = gate("one_rest").figures
    assert apart <= 0.02
    assert back <= 3


def test_the_others_distress_is_catching_under_threat_and_hardly_on_a_calm_day() -> None:
    calm, shocked, _ = gate("gated_coupling").figures
    assert abs(calm) <= 0.03
    assert shocked >= 0.03
    assert shocked >= 3.0 * calm


def test_own_traits_weigh_twice_the_partners_in_closeness_as_reported() -> None:
    reported, *_ = gate("reporter_weighs_more").figures
    assert reported >= 2.0


def test_without_the_reporters_outlook_the_partners_traits_would_weigh_more() -> None:
    _, felt, *_ = gate("reporter_weighs_more").figures
    assert felt < 1.0


def test_a_fearful_partner_turns_round_every_week_and_swings_more_than_any_other() -> None:
    turns, spread, most_of_others = gate("push_pull").figures
    assert turns >= 1.0
    assert spread > most_of_others


def test_a_secure_bid_is_no_pressure_to_an_avoidant_partner() -> None:
    beside_secure, beside_avoidant = gate("secure_partner").figures
    assert beside_secure <= beside_avoidant + 0.02


def test_an_anxious_and_an_avoidant_partner_fall_into_the_trap() -> None:
    (share,) = gate("the_trap").figures
    assert share > 0.5


def test_the_trap_is_common_and_not_the_rule() -> None:
    (share,) = gate("the_trap_in_general").figures
    assert 0.05 <= share <= 0.20


@pytest.mark.parametrize(
    "name",
    [
        "one_rest",
        "gated_coupling",
        "reporter_weighs_more",
        "push_pull",
        "secure_partner",
        pytest.param(
            "the_trap",
            marks=pytest.mark.xfail(
                strict=True,
                reason="at the style points the trap fills half of the exchanges in .57 of draws",
            ),
        ),
    ],
)
def test_a_gate_holds_in_most_draws_of_the_personal_factors(name: str) -> None:
    draws = gate(name).draws
    assert draws is not None
    assert draws >= OF_DRAWS


@pytest.mark.parametrize("name", [measure.__name__ for measure in gates.GATES])
def test_the_docs_tell_what_is_measured(root: Path, name: str) -> None:
    page = (root / "docs/science/exchange.md").read_text(encoding="utf-8")
    measured = gates.row(gate(name)).split("|")
    (told,) = [line.split("|") for line in page.splitlines() if line.split("|")[:3] == measured[:3]]
    assert told[5] == measured[5]
    for here, there in zip(told[3:5], measured[3:5], strict=True):
        assert _words(here) == _words(there)
        np.testing.assert_allclose(_numbers(here), _numbers(there), atol=0.021)


def _numbers(cell: str) -> list[float]:
    return [float(number) for number in re.findall(r"\d*\.?\d+", cell)]


def _words(cell: str) -> str:
    return re.sub(r"\d*\.?\d+", "", cell)
