"""What would follow: links, loops and echo of couples whose answer is known beforehand."""

from typing import cast

import numpy as np
import pytest

from pasdedeux.model.exchange import AT_EASE, EQUATIONS, Chance, Gains, exchange
from pasdedeux.model.gains import FIELDS, Person, gains_of_people
from pasdedeux.model.response import ECHO_LONGEST, respond
from pasdedeux.model.trial import try_out
from pasdedeux.recognise.borders import ALONE, BORDERS

SECURE, ANXIOUS, AVOIDANT, FEARFUL = (-0.9, -0.9), (1.1, -0.4), (-0.4, 1.1), (1.1, 1.1)


def _couple(a: tuple[float, float], b: tuple[float, float], **factors: float) -> np.ndarray:
    people = np.zeros((1, 2, FIELDS))
    people[0, :, :2] = a, b
    for name, value in factors.items():
        people[0, 0, Person._fields.index(name)] = value
    return people


def _links(a: tuple[float, float], b: tuple[float, float], **factors: float) -> np.ndarray:
    return cast("np.ndarray", respond(_couple(a, b, **factors)).links[0])


def test_a_step_back_alarms_in_the_order_anxious_fearful_secure_avoidant() -> None:
    alarms = [_links(SECURE, style)[0, 0] for style in (ANXIOUS, FEARFUL, SECURE, AVOIDANT)]
    assert alarms == sorted(alarms, reverse=True)
    assert alarms[-1] > 0.0


def test_an_anxious_partner_is_alarmed_most_whoever_steps_back() -> None:
    for other in (SECURE, ANXIOUS, AVOIDANT, FEARFUL):
        alarms = [_links(other, style)[0, 0] for style in (ANXIOUS, SECURE, FEARFUL, AVOIDANT)]
        assert alarms[0] == max(alarms)


def test_an_avoidant_partner_pulls_away_from_pressing_and_a_secure_one_hardly() -> None:
    assert _links(ANXIOUS, AVOIDANT)[0, 3] > 2.0
    assert abs(_links(SECURE, SECURE)[0, 3]) < 0.5


@pytest.mark.parametrize(("factor", "effect"), [("vigilance", 0), ("protest", 1)])
def test_a_stronger_gain_is_a_stronger_answer_to_the_others_step_back(
    factor: str, effect: int
) -> None:
    strengths = [_links(ANXIOUS, AVOIDANT, **{factor: by})[1, effect] for by in (-0.7, 0.0, 0.7)]
    assert strengths[0] < strengths[1] < strengths[2]


def test_an_echo_is_shortest_between_two_secure_and_never_longer_than_its_end() -> None:
    pairs = [(SECURE, SECURE), (ANXIOUS, ANXIOUS), (AVOIDANT, AVOIDANT), (FEARFUL, FEARFUL)]
    echoes = [float(respond(_couple(*pair)).echo[0]) for pair in pairs]
    assert min(echoes) == echoes[0] > 0.0
    assert max(echoes) <= ECHO_LONGEST


def test_the_trial_shows_the_trap_the_swing_and_the_calm() -> None:
    days = np.random.default_rng(1).normal(size=(2, BORDERS.burn_in + 160, 4))
    people = np.concatenate(
        [_couple(ANXIOUS, AVOIDANT), _couple(SECURE, FEARFUL), _couple(SECURE, SECURE)]
    )
    trap, swing, calm = try_out(people, days, BORDERS)
    assert trap[0] > 0.5
    assert trap[1] < 0.05
    assert swing[5] * 28 > 1.0
    assert swing[4] * 28 < 1.0
    assert calm[[0, 1, 2, 4, 5]].max() < 0.05
    assert calm[3] < ALONE
    assert calm[6] > 0.6


def _one_course(people: np.ndarray, course: np.ndarray) -> list[float]:
    """Count one couple's course with the plain step, one exchange at a time."""
    gains_a, gains_b = (
        Gains(*gains_of_people(np.moveaxis(people, 0, 2))[i, :, 0]) for i in range(2)
    )
    a, b = AT_EASE, AT_EASE
    counts, hard, sides = [0.0] * 7, 0, [0.0, 0.0]
    for t, normals in enumerate(course):
        since = t - BORDERS.burn_in
        extra = 0.3 if since >= 0 and since % 12 < 2 else 0.0
        loads = 0.045 * np.exp(0.85 * normals[:2]) + extra
        chance_a, chance_b = (Chance(loads[i], 0.08 * normals[2 + i]) for i in range(2))
        a, b = exchange(a, b, gains_a, gains_b, chance_a, chance_b, EQUATIONS)
        if since < 0:
            continue
        counts[0] += a.pursuit > 0.5 and b.withdrawal > 0.4
        counts[1] += b.pursuit > 0.5 and a.withdrawal > 0.4
        counts[2] += a.pursuit > 0.5 and b.pursuit > 0.5
        if min(a.distress, b.distress) > 0.15:
            hard += 1
            counts[3] += all(one.withdrawal > 0.25 or one.pursuit < 0.36 for one in (a, b))
        for i, one in enumerate((a, b)):
            net = one.pursuit - one.withdrawal
            counts[4 + i] += net * sides[i] < 0 and abs(net) > 0.1
            sides[i] = net if abs(net) > 0.1 else sides[i]
        counts[6] += 0.5 * (a.security + b.security)
    lived = len(course) - BORDERS.burn_in
    return [count / (max(hard, 1) if i == 3 else lived) for i, count in enumerate(counts)]


@pytest.mark.parametrize("pair", [(ANXIOUS, AVOIDANT), (SECURE, FEARFUL), (AVOIDANT, AVOIDANT)])
def test_the_trial_counts_what_the_plain_step_lives_through(
    pair: tuple[tuple[float, float], tuple[float, float]],
) -> None:
    course = np.random.default_rng(7).normal(size=(BORDERS.burn_in + 240, 4))
    people = np.repeat(_couple(*pair), 130, axis=0)
    shares = try_out(people, course[None], BORDERS)
    assert (shares == shares[0]).all()
    # Single precision may put an exchange that lies on a border on its other side.
    np.testing.assert_allclose(shares[0], _one_course(people[:1], course), atol=2 / 240)


def test_two_courses_count_as_much_as_each_of_them() -> None:
    courses = np.random.default_rng(8).normal(size=(2, BORDERS.burn_in + 240, 4))
    people = _couple(ANXIOUS, AVOIDANT)
    both = try_out(people, courses, BORDERS)
    each = [try_out(people, courses[[k]], BORDERS) for k in range(2)]
    np.testing.assert_allclose(np.delete(both, 3), np.delete(np.mean(each, axis=0), 3), rtol=1e-6)
