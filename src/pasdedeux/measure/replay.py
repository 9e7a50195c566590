"""What an adaptive form would have cost and lost, replayed on people who answered every item."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pasdedeux.measure import graded
from pasdedeux.measure.adaptive import StopRule
from pasdedeux.measure.graded import Floats, Parameters
from pasdedeux.measure.instrument import Instrument


@dataclass(frozen=True, slots=True)
class Replay:
    """What became of each person; axis: person."""

    asked: npt.NDArray[np.intp]
    eap: Floats
    error: Floats
    full: Floats
    """The place from all items."""
    item_order: npt.NDArray[np.intp]
    """Items in the order given, -1 once the form had stopped; axes: person, step."""


class Cost(NamedTuple):
    """One line of the table that says what precision costs."""

    mean_items: float
    items_90: float
    """Nine in ten people need no more than this."""
    correlation: float
    """With the place from all items."""
    distance: float
    """Root mean square from the place from all items."""


def replay(
    instrument: Instrument,
    scale: str,
    categories: npt.NDArray[np.uint8],
    stop: StopRule,
    *,
    keeps_rules: bool = True,
) -> Replay:
    """Give the adaptive form to people whose answers to every item are known.

    Args:
        instrument: one with graded parameters.
        scale: which scale.
        categories: complete keyed answers counted from 0; axes: person, item of the scale.
        stop: precision and numbers of items.
        keeps_rules: False drops the rules on dependent pairs and reversed items.

    Source: vanderlinden1998; decision 0013.
    Limits: people who answered in another order, on the sample that gave the parameters:
        it flatters. Nearly equal items are not drawn by lot here.
    """
    items = [item.id for item in instrument.items_of(scale)]
    held = graded.parameters(instrument.graded, items)
    full = graded.estimate(held, categories).eap
    walk = _Walk(instrument, scale, held, categories, keeps_rules=keeps_rules)
    for step in range(min(stop.most, len(items))):
        walk.ask(step, stop)
    return Replay(walk.asked, walk.eap, walk.error, full, walk.order)


def cost(replayed: Replay) -> Cost:
    """Sum a replay up.

    Source: decision 0013.
    """
    apart = replayed.eap - replayed.full
    return Cost(
        float(replayed.asked.mean()),
        float(np.percentile(replayed.asked, 90)),
        float(np.corrcoef(replayed.eap, replayed.full)[0, 1]),
        float(np.sqrt((apart**2).mean())),
    )


class _Walk:
    """Everybody's form at once, one step after the other."""

    def __init__(
        self,
        instrument: Instrument,
        scale: str,
        held: Parameters,
        categories: npt.NDArray[np.uint8],
        *,
        keeps_rules: bool,
    ) -> None:
        people, number = categories.shape
        items = instrument.items_of(scale)
        self.categories = categories
        self.information = graded.information(held, graded.GRID)
        self.logs = np.log(graded.probabilities(held, graded.GRID))
        self.posterior = np.repeat(-0.5 * graded.GRID[None, :] ** 2, people, axis=0)
        self.left = np.ones((people, number), np.bool_)
        self.partner = _partners(instrument, scale) if keeps_rules else np.full(number, -1)
        self.turned = np.array([item.is_reversed for item in items])
        self.is_mixed = keeps_rules and self.turned.sum() > 1
        self.going = np.ones(people, np.bool_)
        self.asked = np.zeros(people, np.intp)
        self.eap, self.error = np.zeros(people), np.ones(people)
        self.order = np.full((people, number), -1)

    def ask(self, step: int, stop: StopRule) -> None:
        """Give one more item to everyone whose form goes on."""
        self.going &= self.left.any(axis=1)
        who = np.flatnonzero(self.going)
        if len(who) == 0:
            return
        told = self._weights(who) @ self.information.T
        best = np.where(self._allowed(who, step, stop), told, -np.inf).argmax(axis=1)
        self.order[who, step] = best
        self.left[who, best] = False
        paired = self.partner[best]
        self.left[who[paired >= 0], paired[paired >= 0]] = False
        self.posterior[who] += self.logs[best, self.categories[who, best]]
        self.asked[who] += 1
        weights = self._weights(who)
        self.eap[who] = weights @ graded.GRID
        self.error[who] = np.sqrt(weights @ graded.GRID**2 - self.eap[who] ** 2)
        self.going &= (self.error > stop.error) | (self.asked < stop.least)

    def _weights(self, who: npt.NDArray[np.intp]) -> Floats:
        logs = self.posterior[who]
        weights = np.exp(logs - logs.max(axis=1, keepdims=True))
        share: Floats = weights / weights.sum(axis=1, keepdims=True)
        return share

    def _allowed(
        self, who: npt.NDArray[np.intp], step: int, stop: StopRule
    ) -> npt.NDArray[np.bool_]:
        left = self.left[who]
        if not self.is_mixed or step < stop.least - 1:
            return left
        given = np.isin(self.order[who], np.flatnonzero(self.turned)).any(axis=1)
        turned = left & self.turned
        forced = ~given & turned.any(axis=1)
        return np.where(forced[:, None], turned, left)


def _partners(instrument: Instrument, scale: str) -> npt.NDArray[np.intp]:
    """For each item, the place of the one it repeats, or -1."""
    at = {item.id: place for place, item in enumerate(instrument.items_of(scale))}
    found = np.full(len(at), -1)
    for one, other in instrument.dependent_pairs:
        if one in at and other in at:
            found[at[one]], found[at[other]] = at[other], at[one]
    return found
