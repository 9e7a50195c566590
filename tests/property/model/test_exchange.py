"""Laws of the step: nobody comes first, nothing leaves its range, and only what one does counts."""

from typing import Any, cast

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pasdedeux.model.exchange import EQUATIONS, Chance, Gains, Numbers, State, exchange
from pasdedeux.model.gains import FIELDS, Person, gains_of
from pasdedeux.model.kernel import blocked
from pasdedeux.model.observe import Signal

share = st.floats(0.0, 1.0)
states = st.builds(
    State,
    distress=st.floats(0.0, 0.99),
    pursuit=share,
    withdrawal=share,
    security=st.floats(-1.0, 1.0),
    dread=st.floats(0.0, 2.0),
)
people = st.tuples(*[st.floats(-3.0, 3.0)] * 2, *[st.floats(-1.5, 1.5)] * 6).map(
    lambda told: Person(*told, *[0.0] * (FIELDS - len(told)))
)
chances = st.builds(Chance, stress=st.floats(0.0, 5.0), leaning=st.floats(-0.5, 0.5))


@blocked
def _once(  # noqa: PLR0913, PLR0917 - a kernel takes flat arguments
    a: State, b: State, gains_a: Gains, gains_b: Gains, one: Chance, other: Chance, n: Numbers
) -> tuple[State, State]:
    return exchange(a, b, gains_a, gains_b, one, other, n)


@blocked
def _gains(person: Person) -> Gains:
    return gains_of(person.anxiety, person.avoidance, person)


def _step(a: State, b: State, who: tuple[Person, Person], by: tuple[Chance, Chance]) -> np.ndarray:
    moved = _once(a, b, _gains(who[0]), _gains(who[1]), by[0], by[1], EQUATIONS)
    return np.array(moved)


@given(states, states, people, people, chances, chances)
def test_swapping_the_partners_swaps_the_result(  # noqa: PLR0913, PLR0917 - two of everything
    a: State, b: State, one: Person, other: Person, by_a: Chance, by_b: Chance
) -> None:
    here = _step(a, b, (one, other), (by_a, by_b))
    there = _step(b, a, (other, one), (by_b, by_a))
    np.testing.assert_allclose(there[::-1], here, rtol=1e-12, atol=1e-14)


@given(states, states, people, people, chances, chances)
def test_every_state_stays_in_its_range(  # noqa: PLR0913, PLR0917 - two of everything
    a: State, b: State, one: Person, other: Person, by_a: Chance, by_b: Chance
) -> None:
    for _ in range(5):
        moved = _step(a, b, (one, other), (by_a, by_b))
        assert moved[:, :3].min() >= 0.0
        assert moved[:, :3].max() <= 1.0
        assert np.abs(moved[:, 3]).max() <= 1.0
        assert moved[:, 4].min() >= 0.0
        assert moved[:, 4].max() <= 2.0
        a, b = (State(*row) for row in moved.tolist())


@given(states, states, people, people, chances, chances, st.floats(-1.0, 1.0), st.floats(0.0, 2.0))
def test_nobody_reads_the_others_security_or_dread(  # noqa: PLR0913, PLR0917 - two of everything
    a: State,
    b: State,
    one: Person,
    other: Person,
    by_a: Chance,
    by_b: Chance,
    security: float,
    dread: float,
) -> None:
    hidden = b._replace(security=security, dread=dread)
    here = _step(a, b, (one, other), (by_a, by_b))[0]
    there = _step(a, hidden, (one, other), (by_a, by_b))[0]
    assert np.array_equal(here, there)


@given(states, states, people, people, chances, chances, st.floats(0.01, 3.0))
def test_more_load_is_never_less_distress(  # noqa: PLR0913, PLR0917 - two of everything
    a: State, b: State, one: Person, other: Person, by_a: Chance, by_b: Chance, more: float
) -> None:
    heavier = by_a._replace(stress=by_a.stress + more)
    here = _step(a, b, (one, other), (by_a, by_b))[0, 0]
    there = _step(a, b, (one, other), (heavier, by_b))[0, 0]
    assert there > here


@given(people)
def test_gains_are_finite_and_none_but_openness_is_below_zero(person: Person) -> None:
    gains = _gains(person)._asdict()
    assert all(np.isfinite(value) for value in gains.values())
    assert min(value for name, value in gains.items() if name != "openness") >= 0.0
    assert gains["soothing"] < 1.0
    assert gains["carry"] < 1.0
    assert 0.0 <= gains["demand"] <= 1.0


@given(st.floats(-3.0, 0.0), st.floats(-3.0, 3.0))
def test_closeness_is_dreaded_only_where_both_dimensions_are_high(low: float, any_: float) -> None:
    for anxiety, avoidance in ((low, any_), (any_, low)):
        assert _gains(Person(anxiety, avoidance, *[0.0] * (FIELDS - 2))).fear == 0.0


def test_every_signal_has_its_own_place() -> None:
    places = [int(signal) for signal in cast("Any", Signal)]
    assert places == list(range(len(places)))
    assert _gains(Person(1.1, 1.1, *[0.0] * (FIELDS - 2))).fear == pytest.approx(
        4.1 * (1.1**2 / 1.5) ** 2
    )
