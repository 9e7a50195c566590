"""The same step as a Mesa model: each partner an agent who looks across, then moves.

Written the way Mesa's own examples are: attributes, plain numbers, a `do` for each half of the
exchange so that both answer what the other did one exchange ago.
"""

import math
from collections.abc import Iterable, Iterator
from typing import Any

import mesa
import numpy as np

from pasdedeux.model.exchange import AT_EASE
from pasdedeux.model.exchange import EQUATIONS as N
from pasdedeux.model.simulate import shares_of
from pasdedeux.model.world import ORDINARY as WORLD

_OWN, _SHARED = shares_of(WORLD.stress_shared)


def _hill(push: float) -> float:
    return push / (1.0 + push) if push > 0.0 else 0.0


def _past(x: float) -> float:
    return N.half * (x + math.sqrt(x * x + N.corner))


class Partner(mesa.Agent):
    """One of two, with gains of their own."""

    def __init__(self, model: "Couples", gains: Iterable[float]) -> None:
        super().__init__(model)
        (
            self.vigilance, self.amplification, self.protest, self.deactivation, self.escape,
            self.soothing, self.tolerance, self.reach, self.carry, self.openness, self.fear,
            self.demand_share,
        ) = gains  # fmt: skip
        self.distress, self.pursuit, self.withdrawal, self.security, self.dread = AT_EASE
        self.other = self
        self.demand = self.stress = self.leaning = self.answer = 0.0
        self.seen = (0.0, 0.0, 0.0)

    def bid(self) -> None:
        """Say how much of the reaching is a demand."""
        share = self.demand_share + N.share_distress * self.distress + N.share_shift
        self.demand = min(max(share, 0.0), 1.0) * self.pursuit

    def look(self) -> None:
        """Answer the other, and keep what the other shows before either moves."""
        other = self.other
        warmth = other.pursuit - other.demand
        x = (
            self.openness + N.warmth_opens * warmth - N.demand_closes * other.demand
            - N.distress_closes * self.distress - N.withdrawal_closes * self.withdrawal
        )  # fmt: skip
        self.answer = 1.0 / (1.0 + math.exp(-x))
        self.seen = (other.demand, warmth, other.withdrawal)

    def move(self) -> None:
        """Take in what was seen and become a little different."""
        demanded, warmth, withdrawn = self.seen
        answered = self.other.answer
        distress = min(max(self.distress, 0.0), N.most)
        fearful = min(self.fear, N.fear_most)
        missing = _past(N.expected - answered) + withdrawn
        active = _hill((distress + self.stress) * N.alert_at) ** 2
        pressure = _past(demanded - self.tolerance)
        lasting = self.carry * distress / (1.0 - distress) * (1.0 - self.soothing * answered)
        alarm = N.alarm * self.vigilance * missing * (N.alarm_calm + N.alarm_hot * active)
        reach = (
            self.reach + N.amplify * self.amplification * distress
            + self.protest * withdrawn * (N.protest_calm + distress)
            + N.longing * fearful * _past(N.longing_below - self.security) + self.leaning
        )  # fmt: skip
        dread = self.dread + N.dread_away * self.withdrawal - N.dread_above
        flight = (
            self.deactivation * pressure + self.escape * distress
            + N.dread_weight * self.fear * _past(dread) - self.leaning
        )  # fmt: skip
        felt = (
            answered + N.warmth_secures * warmth - withdrawn - N.pressure_unsettles * pressure
            + N.security_shift - N.fear_shift * fearful * self.withdrawal
        )  # fmt: skip
        felt = min(max(felt, -1.0), 1.0)
        self.dread += N.dread_speed * (N.dread_gain * max(self.security, 0.0) - self.dread)
        self.security += (N.learn + N.learn_fear * fearful) * (felt - self.security)
        self.distress = _hill(lasting + self.stress + alarm)
        self.pursuit = N.kept * self.pursuit + N.moved * _hill(reach)
        self.withdrawal = N.kept * self.withdrawal + N.moved * _hill(flight)


class Couples(mesa.Model):
    """A population of couples; gains have the axes partner, field, couple."""

    def __init__(self, gains: np.ndarray, normals: np.ndarray | None = None, seed: int = 1) -> None:
        super().__init__(seed=seed)
        self.pairs = []
        for couple in range(gains.shape[2]):
            a, b = (Partner(self, gains[i, :, couple].tolist()) for i in range(2))
            a.other, b.other = b, a
            self.pairs.append((a, b))
        self.given: Iterator[Any] | None = None if normals is None else iter(normals.tolist())

    def _chance(self) -> Iterator[list[float]]:
        if self.given is not None:
            yield from next(self.given)
            return
        gauss = self.random.gauss
        for _ in self.pairs:
            yield [gauss(0.0, 1.0), gauss(0.0, 1.0), gauss(0.0, 1.0), gauss(0.0, 1.0)]

    def step(self) -> None:
        """Let every couple live one exchange."""
        for (a, b), (z_a, z_b, leaning_a, leaning_b) in zip(
            self.pairs, self._chance(), strict=True
        ):
            spread, base = WORLD.stress_spread, WORLD.stress_base
            a.stress = base * math.exp(spread * (_OWN * z_a + _SHARED * z_b))
            b.stress = base * math.exp(spread * (_OWN * z_b + _SHARED * z_a))
            a.leaning, b.leaning = WORLD.leaning * leaning_a, WORLD.leaning * leaning_b
        self.agents.do("bid").do("look").do("move")

    def state(self) -> np.ndarray:
        """Give everyone's state; axes partner, field, couple."""
        rows = [
            [(p.distress, p.pursuit, p.withdrawal, p.security, p.dread) for p in pair]
            for pair in self.pairs
        ]
        return np.array(rows).transpose(1, 2, 0)


def live(gains: np.ndarray, exchanges: int, normals: np.ndarray | None = None) -> np.ndarray:
    """Let couples live a number of exchanges; give where they stand."""
    model = Couples(gains, normals)
    for _ in range(exchanges):
        model.step()
    return model.state()
