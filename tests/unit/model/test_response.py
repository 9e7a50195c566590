"""What would follow: links, loops and echo of couples whose answer is known beforehand."""

from typing import cast

import numpy as np
import pytest

from pasdedeux.model.gains import FIELDS, Person
from pasdedeux.model.response import ECHO_LONGEST, TRIAL_BURN_IN, respond, try_out
from pasdedeux.recognise.dance import ALONE

SECURE, ANXIOUS, AVOIDANT, FEARFUL = (-0.9, -0.9), (1.1, -0.4), (-0.4, 1.1), (1.1, 1.1)


def _couple(a: tuple[float, float], b: tuple[float, float], **factors: float) -> np.ndarray:
    people = np.zeros((1, 2, FIELDS))
    people[0, :, :2] = a, b
    for name, value in factors.items():
        people[0, 0, Person._fields.index(name)] = value
    return people


def _links(a: tuple[float, float], b: tuple[float, float], **factors: float) -> np.ndarray:
    return cast("np.ndarray", respond(_couple(a, b, **factors)).links[0])


def test_a_step_back_alarms_in_the_order_anxious_secure_fearful_avoidant() -> None:
    alarms = [_links(SECURE, style)[0, 0] for style in (ANXIOUS, SECURE, FEARFUL, AVOIDANT)]
    assert alarms == sorted(alarms, reverse=True)
    assert alarms[-1] > 0.0


def test_where_the_other_hardly_answers_anyway_a_step_back_alarms_less() -> None:
    assert _links(AVOIDANT, ANXIOUS)[0, 0] < _links(SECURE, ANXIOUS)[0, 0]


def test_an_avoidant_partner_pulls_away_from_pressing_and_a_secure_one_hardly() -> None:
    assert _links(ANXIOUS, AVOIDANT)[0, 3] > 2.0
    assert abs(_links(SECURE, SECURE)[0, 3]) < 0.5


@pytest.mark.parametrize(("factor", "effect"), [("vigilance", 0), ("protest", 1)])
def test_a_stronger_gain_is_a_stronger_answer_to_the_others_step_back(
    factor: str, effect: int
) -> None:
    strengths = [_links(ANXIOUS, AVOIDANT, **{factor: by})[1, effect] for by in (-0.7, 0.0, 0.7)]
    assert strengths[0] < strengths[1] < strengths[2]


def test_a_loop_is_one_round_of_its_two_links() -> None:
    response = respond(_couple(ANXIOUS, AVOIDANT))
    links = response.links[0]
    assert response.loops[0, 0] == pytest.approx(0.1 * links[1, 1] * links[0, 5] / 0.36)
    assert response.loops[0, 0] > response.loops[0, 1]


def test_an_echo_is_shortest_between_two_secure_and_never_longer_than_its_end() -> None:
    pairs = [(SECURE, SECURE), (ANXIOUS, ANXIOUS), (AVOIDANT, AVOIDANT), (FEARFUL, FEARFUL)]
    echoes = [float(respond(_couple(*pair)).echo[0]) for pair in pairs]
    assert min(echoes) == echoes[0] > 0.0
    assert max(echoes) <= ECHO_LONGEST


def test_the_trial_shows_the_trap_the_swing_and_the_calm() -> None:
    days = np.random.default_rng(1).normal(size=(TRIAL_BURN_IN + 160, 4))
    people = np.concatenate(
        [_couple(ANXIOUS, AVOIDANT), _couple(SECURE, FEARFUL), _couple(SECURE, SECURE)]
    )
    trap, swing, calm = try_out(people, days)
    assert trap[0] > 0.5
    assert trap[1] < 0.05
    assert swing[5] * 28 > 1.0
    assert swing[4] * 28 < 1.0
    assert calm[[0, 1, 2, 4, 5]].max() < 0.05
    assert calm[3] < ALONE
    assert calm[6] > 0.6
