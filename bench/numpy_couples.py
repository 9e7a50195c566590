"""The same step on whole NumPy arrays, a couple per place, in single precision."""

import numpy as np

from pasdedeux.model.exchange import AT_EASE, EQUATIONS, Gains, State
from pasdedeux.model.simulate import shares_of
from pasdedeux.model.world import ORDINARY as WORLD

N = EQUATIONS
_OWN, _SHARED = shares_of(WORLD.stress_shared)


def _hill(push: np.ndarray) -> np.ndarray:
    up = np.maximum(push, 0.0)
    return up / (1.0 + up)


def _past(x: np.ndarray) -> np.ndarray:
    return N.half * (x + np.sqrt(x * x + N.corner))


def _demand(me: State, gains: Gains) -> np.ndarray:
    share = gains.demand + N.share_distress * me.distress + N.share_shift
    return np.clip(share, 0.0, 1.0) * me.pursuit


def _answer(me: State, warmth: np.ndarray, demanded: np.ndarray, gains: Gains) -> np.ndarray:
    x = (
        gains.openness + N.warmth_opens * warmth - N.demand_closes * demanded
        - N.distress_closes * me.distress - N.withdrawal_closes * me.withdrawal
    )  # fmt: skip
    return 1.0 / (1.0 + np.exp(-x))


def _move(  # noqa: PLR0913, PLR0917 - as in the step
    me: State, other: State, demanded: np.ndarray, answered: np.ndarray, gains: Gains,
    stress: np.ndarray, leaning: np.ndarray,
) -> State:  # fmt: skip
    distress = np.clip(me.distress, 0.0, N.most)
    warmth = other.pursuit - demanded
    fearful = np.minimum(gains.fear, N.fear_most)
    missing = _past(N.expected - answered) + other.withdrawal
    active = _hill((distress + stress) * N.alert_at) ** 2
    pressure = _past(demanded - gains.tolerance)
    lasting = gains.carry * distress / (1.0 - distress) * (1.0 - gains.soothing * answered)
    alarm = N.alarm * gains.vigilance * missing * (N.alarm_calm + N.alarm_hot * active)
    reach = (
        gains.reach + N.amplify * gains.amplification * distress
        + gains.protest * other.withdrawal * (N.protest_calm + distress)
        + N.longing * fearful * _past(N.longing_below - me.security) + leaning
    )  # fmt: skip
    flight = (
        gains.deactivation * pressure + gains.escape * distress
        + N.dread_weight * gains.fear
        * _past(me.dread + N.dread_away * me.withdrawal - N.dread_above) - leaning
    )  # fmt: skip
    felt = (
        answered + N.warmth_secures * warmth - other.withdrawal - N.pressure_unsettles * pressure
        + N.security_shift - N.fear_shift * fearful * me.withdrawal
    )  # fmt: skip
    felt = np.clip(felt, -1.0, 1.0)
    return State(
        distress=_hill(lasting + stress + alarm),
        pursuit=N.kept * me.pursuit + N.moved * _hill(reach),
        withdrawal=N.kept * me.withdrawal + N.moved * _hill(flight),
        security=me.security + (N.learn + N.learn_fear * fearful) * (felt - me.security),
        dread=me.dread + N.dread_speed * (N.dread_gain * np.maximum(me.security, 0.0) - me.dread),
    )


def live(gains: np.ndarray, exchanges: int, normals: np.ndarray | None = None) -> np.ndarray:
    """Let couples live a number of exchanges; give where they stand."""
    chance = np.random.default_rng(1)
    couples = gains.shape[2]
    gains_a, gains_b = (Gains(*side.astype(np.float32)) for side in gains)
    a, b = (State(*[np.full(couples, value, np.float32) for value in AT_EASE]) for _ in range(2))
    sums = np.zeros((2, 2, 5, couples), np.float32)
    for t in range(exchanges):
        if normals is None:
            z_a, z_b, n_a, n_b = chance.standard_normal((4, couples), np.float32)
        else:
            z_a, z_b, n_a, n_b = normals[t].T
        stress_a = WORLD.stress_base * np.exp(WORLD.stress_spread * (_OWN * z_a + _SHARED * z_b))
        stress_b = WORLD.stress_base * np.exp(WORLD.stress_spread * (_OWN * z_b + _SHARED * z_a))
        demand_a, demand_b = _demand(a, gains_a), _demand(b, gains_b)
        answer_a = _answer(a, b.pursuit - demand_b, demand_b, gains_a)
        answer_b = _answer(b, a.pursuit - demand_a, demand_a, gains_b)
        a, b = (
            _move(a, b, demand_b, answer_b, gains_a, stress_a, WORLD.leaning * n_a),
            _move(b, a, demand_a, answer_a, gains_b, stress_b, WORLD.leaning * n_b),
        )
        now = np.array([a, b])
        sums[0] += now
        sums[1] += now * now
    return np.array([a, b])
