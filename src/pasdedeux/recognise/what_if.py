"""What would follow if these two did something otherwise, as far as their record tells?"""

import base64
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from statistics import NormalDist

import numpy as np

from pasdedeux.infer.fit import Belief
from pasdedeux.model.gains import Person, gains_of_people
from pasdedeux.model.observe import Signal, scale_of
from pasdedeux.model.practice import Change, Weeks, changed, live_weeks, strength
from pasdedeux.model.response import links_and_echo
from pasdedeux.recognise.links import SHOWN
from pasdedeux.recognise.weighted import estimate
from pasdedeux.terms.forecast import (
    WORTH_ARROW,
    WORTH_CLOSE,
    WORTH_ECHO,
    WORTH_TRAPPED,
    ArrowThen,
    Compared,
    Forecast,
    Week,
)
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.reading import Estimate
from pasdedeux.terms.record import EXCHANGES_A_DAY

DRAWS = 128
"""People who stand for what is believed of the two."""
SIZE_SD = 0.5
"""How unsure the size of a practice's effect is, as a share of it: an assumption."""
PRACTISED, AFTER = 6, 4
"""Weeks of practice, and weeks after it was left."""
REPEATS = 4
"""Courses of days that each of them lives through."""
_SEED = 20_260_002
_TURN = (5**0.5 - 1.0) / 2.0
_LAST_WEEKS = 2  # of the practice, over which closeness and the loop are compared
_WEEK_DAYS = 7


def likely_people(belief: Belief) -> np.ndarray:
    """Give even draws of the two that stand for a belief; axes draw, partner, field of `Person`.

    Args:
        belief: weighted draws.

    Source: decision 0062 (systematic resampling: each draw as often as its weight says).
    """
    ends = np.cumsum(belief.weights)
    at = (np.arange(DRAWS) + 0.5) / DRAWS * ends[-1]
    return np.asarray(belief.people[np.searchsorted(ends, at).clip(max=ends.size - 1)])


def text_of(people: np.ndarray) -> str:
    """Write draws as text, in single precision, for what keeps a reading.

    Source: decision 0062.
    """
    return base64.b64encode(people.astype("<f4").tobytes()).decode("ascii")


def people_in(text: str) -> np.ndarray | None:
    """Read draws back; none where the text holds none, as when an older version wrote it.

    Source: decision 0062.
    """
    try:
        plain = base64.b64decode(text, validate=True)
    except ValueError:
        return None
    of_one = 2 * len(Person._fields)
    if not plain or len(plain) % (4 * of_one):
        return None
    found = np.frombuffer(plain, "<f4").astype(np.float64)
    return found.reshape(-1, 2, len(Person._fields))


@dataclass(frozen=True)
class Foresight:
    """What can be asked about two people: each question is answered from the same days."""

    people: np.ndarray = field(repr=False)
    """Axes draw, partner, field of `Person`."""
    repeats: int = REPEATS
    """Courses of days that each lives; fewer are quicker and rougher."""
    after: int = AFTER
    """Weeks that are told after the practice was left."""

    @cached_property
    def gains(self) -> np.ndarray:
        """Their gains; axes partner, field of `Gains`, draw."""
        return np.asarray(gains_of_people(np.moveaxis(self.people, 0, 2)))

    @cached_property
    def _many(self) -> np.ndarray:
        return np.tile(self.gains, (1, 1, self.repeats))

    @cached_property
    def _plain(self) -> Weeks:
        return self._lived((), 0.0, PRACTISED + self.after)

    @cached_property
    def _plain_figures(self) -> tuple[np.ndarray, np.ndarray]:
        return links_and_echo(self.gains)

    @cached_property
    def _sizes(self) -> np.ndarray:
        """How large an effect is for each draw: even quantiles, in an order without a pattern."""
        turns = ((np.arange(self.people.shape[0]) + 0.5) * _TURN) % 1.0
        usual = NormalDist(1.0, SIZE_SD)
        return np.array([usual.inv_cdf(turn) for turn in turns.clip(1e-6, 1 - 1e-6)])

    def ask(self, changes: Sequence[Change], per_week: float, viewer: Partner) -> Forecast:
        """Say what a practice may change.

        Args:
            changes: what it changes; none gives no difference.
            per_week: how often a week it is done.
            viewer: whose slider of closeness is told.

        Source: decision 0062.
        Limits: what the practice changes, and how much, is assumed; that it is done as said, too.
            Chance of the days to come is averaged out: it is the same with and without.
        """
        lived = self._lived(changes, per_week, PRACTISED + self.after)
        last = slice(PRACTISED - _LAST_WEEKS, PRACTISED)
        close = [self._close(weeks, viewer, last) for weeks in (self._plain, lived)]
        trapped = [weeks.trapped[last].mean(axis=0) for weeks in (self._plain, lived)]
        links, echo = self._plain_figures
        links_then, echo_then = self._figures(changes, per_week)
        a_day = EXCHANGES_A_DAY
        return Forecast(
            echo=_compared(echo / a_day, echo_then / a_day, WORTH_ECHO, -1),
            arrows=_arrows(links, links_then),
            trapped=_compared(trapped[0], trapped[1], WORTH_TRAPPED, -1),
            close=_compared(close[0], close[1], WORTH_CLOSE, 1),
            weeks=tuple(
                Week(_even(without), _even(with_it))
                for without, with_it in zip(self._plain.trapped, lived.trapped, strict=True)
            ),
            practised_weeks=PRACTISED,
            per_week=per_week,
        )

    def _lived(self, changes: Sequence[Change], per_week: float, weeks: int) -> Weeks:
        lived = live_weeks(
            self._many,
            changes,
            per_week=per_week,
            weeks=weeks,
            until_week=PRACTISED,
            sizes=np.tile(self._sizes, self.repeats),
            seed=_SEED,
        )
        return Weeks(*(_over_repeats(one, self.repeats) for one in lived))

    def _figures(self, changes: Sequence[Change], per_week: float) -> tuple[np.ndarray, np.ndarray]:
        """Give links and echo at the end of the weeks of practice."""
        day = float(_WEEK_DAYS * PRACTISED)
        moves = [(one, strength(one, per_week, day)) for one in changes]
        return links_and_echo(changed(self.gains, moves, self._sizes))

    def _close(self, weeks: Weeks, viewer: Partner, span: slice) -> np.ndarray:
        security = weeks.security[span, viewer.place].mean(axis=0)
        offset, slope = self._scale(viewer)
        return np.asarray((offset + slope * security).clip(0.0, 10.0))

    def _scale(self, viewer: Partner) -> tuple[np.ndarray, np.ndarray]:
        """Give offset and slope of the viewer's slider of closeness, draw for draw."""
        mine = self.people[:, viewer.place]
        scales = [
            scale_of(Signal.CLOSE, one.outlook, one.loudness, float(np.exp(one.stretch)))
            for one in (Person(*row) for row in mine)
        ]
        return np.array([one[0] for one in scales]), np.array([one[1] for one in scales])


def _over_repeats(values: np.ndarray, repeats: int) -> np.ndarray:
    """Average what each draw lived through; the couple's axis is the last one."""
    return np.asarray(values.reshape(*values.shape[:-1], repeats, -1).mean(axis=-2))


def _even(values: np.ndarray) -> Estimate:
    return estimate(values, np.full(values.size, 1.0 / values.size))


def _arrows(links: np.ndarray, then: np.ndarray) -> tuple[ArrowThen, ...]:
    """Compare every arrow that a reading shows; axes of both draw, source, place."""
    return tuple(
        ArrowThen(
            source,
            cause,
            effect,
            _compared(links[:, source.place, place], then[:, source.place, place], WORTH_ARROW, -1),
        )
        for source in Partner
        for place, cause, effect in SHOWN
    )


def _compared(without: np.ndarray, with_it: np.ndarray, worth: float, good: int) -> Compared:
    """Compare a figure; `good` is 1 where more of it is better and -1 where less is."""
    change = with_it - without
    return Compared(
        _even(without),
        _even(with_it),
        _even(change),
        float(np.mean(good * change >= worth)),
        float(np.mean(good * change <= -worth)),
    )
