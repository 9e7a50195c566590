"""A loop's gain is exact for a toy, and what a simulation of one round shows for people."""

import numpy as np
import pytest

from pasdedeux.infer.fit import chances
from pasdedeux.infer.prior import people_of, prior_of
from pasdedeux.model.exchange import EQUATIONS, Chance, Gains, State, exchange
from pasdedeux.model.gains import FIELDS, gains_of_people
from pasdedeux.model.local import STATES, TENSE_LOAD, linearised, loop_gain, one_round

PEOPLE = people_of(prior_of(), chances(400, 23))
NUDGE = 1e-4


def _toy(a_keeps: float, a_answers: float, b_keeps: float, b_answers: float) -> np.ndarray:
    return np.array([[[a_keeps, a_answers], [b_answers, b_keeps]]])


def test_a_linear_toy_has_its_exact_gain() -> None:
    # A push of 1 lasts: B comes to rest at .4 / (1 - .2), A answers with .3 / (1 - .5) of that.
    assert loop_gain(_toy(0.5, 0.3, 0.2, 0.4)) == pytest.approx([0.3])
    assert loop_gain(_toy(0.5, 0.5, 0.2, 0.8)) == pytest.approx([1.0])


def test_a_toy_whose_gain_is_above_one_runs_away_and_below_one_comes_to_rest() -> None:
    for answers, is_lasting in ((0.49, False), (0.51, True)):
        slopes = _toy(0.5, answers, 0.2, 0.8)
        assert (loop_gain(slopes)[0] > 1.0) == is_lasting
        assert (np.abs(np.linalg.eigvals(slopes)).max() > 1.0) == is_lasting


def test_what_comes_back_as_its_opposite_feeds_nothing() -> None:
    assert loop_gain(_toy(0.5, 0.3, 0.2, -0.4)) == pytest.approx([0.0])


def test_a_toy_without_any_crossing_has_no_loop() -> None:
    assert loop_gain(_toy(0.9, 0.0, 0.9, 0.7)) == pytest.approx([0.0])


def _comes_to_rest(me: np.ndarray, held: np.ndarray, mine: Gains, theirs: Gains) -> np.ndarray:
    """Let one partner live on while the other's state is held; give where they come to rest."""
    now, other, chance = State(*me), State(*held), Chance(TENSE_LOAD, 0.0)
    for _ in range(600):
        now, _ = exchange(now, other, mine, theirs, chance, chance, EQUATIONS)
    return np.array(now)


def _both(people: np.ndarray) -> tuple[Gains, Gains]:
    gains = gains_of_people(np.moveaxis(people, 0, 2))
    return Gains(*gains[0, :, 0]), Gains(*gains[1, :, 0])


def _loudest(count: int) -> list[int]:
    """Couples who come to rest, the loudest loops first."""
    rest, slopes = linearised(PEOPLE)
    whole = np.abs(np.linalg.eigvals(slopes)).max(axis=1)
    own = [np.abs(np.linalg.eigvals(slopes[:, s, s])).max(axis=1) for s in _PARTS]
    settles = (np.max([whole, *own], axis=0) < 0.95) & np.isfinite(rest).all(axis=1)
    order = np.argsort(-np.where(settles, loop_gain(slopes), -1.0))
    return [int(k) for k in order[:count]]


_PARTS = (slice(0, STATES), slice(STATES, None))


@pytest.mark.parametrize("couple", _loudest(8))
def test_a_small_lasting_push_comes_back_in_a_simulation_as_the_slopes_say(couple: int) -> None:
    pair = PEOPLE[[couple]]
    rest, slopes = linearised(pair)
    a, b = _both(pair)
    here, there = rest[0, :STATES], rest[0, STATES:]
    here, there = _comes_to_rest(here, there, a, b), _comes_to_rest(there, here, b, a)
    values, vectors = np.linalg.eig(one_round(slopes)[0])
    push = np.real(vectors[:, np.argmax(values.real)])
    answers = [_comes_to_rest(there, here + side * NUDGE * push, b, a) for side in (1.0, -1.0)]
    up, down = (_comes_to_rest(here, answer, a, b) for answer in answers)
    came_back = (up - down) @ push / (2.0 * NUDGE * push @ push)
    assert came_back == pytest.approx(loop_gain(slopes)[0], rel=0.03)
    assert came_back > 0.3


def test_swapping_the_partners_keeps_the_loop_and_swaps_the_rest() -> None:
    rest, slopes = linearised(PEOPLE)
    other, mirrored = linearised(PEOPLE[:, ::-1])
    np.testing.assert_allclose(other, np.roll(rest, STATES, axis=1), atol=1e-12)
    np.testing.assert_allclose(loop_gain(mirrored), loop_gain(slopes), rtol=1e-6, atol=1e-9)


def test_slopes_are_those_of_the_step_itself() -> None:
    rest, slopes = linearised(PEOPLE[:1])
    a, b = _both(PEOPLE[:1])
    chance = Chance(TENSE_LOAD, 0.0)

    def moved(x: np.ndarray) -> np.ndarray:
        after = exchange(State(*x[:5]), State(*x[5:]), a, b, chance, chance, EQUATIONS)
        return np.concatenate(after)

    way = np.random.default_rng(2).normal(size=10) * 1e-4
    change = (moved(rest[0] + way) - moved(rest[0] - way)) / 2.0
    np.testing.assert_allclose(slopes[0] @ way, change, atol=1e-8)


def test_the_loop_runs_loud_between_anxious_and_avoidant_and_is_silent_between_secure() -> None:
    people = np.zeros((2, 2, FIELDS))
    people[0, :, :2] = (1.1, -0.4), (-0.4, 1.1)
    people[1, :, :2] = -0.9, -0.9
    trap, calm = loop_gain(linearised(people)[1])
    assert trap > 0.1
    assert calm < 0.01
