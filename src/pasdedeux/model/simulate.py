"""Let a population of couples live, in memory that does not grow with time."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass

import numpy as np

from pasdedeux.model.exchange import AT_EASE, EQUATIONS, Numbers
from pasdedeux.model.lanes import (
    FIELDS,
    GAINS,
    SQUARES,
    SUMS,
    TRAPPED,
    TURNED,
    Chances,
    live_blocks,
)
from pasdedeux.model.noise import LANES, key_of
from pasdedeux.model.world import ORDINARY, World

TRAP_PURSUIT = 0.5
"""The trap is one partner's pursuit above this while the other's withdrawal is above the next."""
TRAP_WITHDRAWAL = 0.4

_SHARE = 32  # most blocks a thread takes at a time
_FLOOR = 1e-6  # dread fades towards nothing; numbers too small for a normal float are slow
_EXCHANGES = 1 << 32  # as far as the noise can count


@dataclass(frozen=True, slots=True)
class Lived:
    """Where a population stands after its exchanges, and what the way there looked like."""

    state: np.ndarray
    """Axes partner, field of `State`, couple."""
    exchanges: int
    """How many each couple lived."""
    sums: np.ndarray
    """Axes row, couple; the properties below say what the rows hold."""
    kept: np.ndarray
    """States on the way; axes record, partner, field, couple; empty unless asked for."""

    @property
    def mean(self) -> np.ndarray:
        """Mean of each field over the exchanges; axes partner, field, couple."""
        return self._by_field(0)

    @property
    def mean_square(self) -> np.ndarray:
        """Mean of each field's square; axes partner, field, couple."""
        return self._by_field(SQUARES)

    @property
    def trapped(self) -> np.ndarray:
        """Share of exchanges in the trap; axes partner who pursues, couple."""
        return self.sums[TRAPPED:TURNED] / max(self.exchanges, 1)

    @property
    def turns(self) -> np.ndarray:
        """How often pursuit minus withdrawal changed its sign; axes partner, couple."""
        return self.sums[TURNED:SUMS]

    def _by_field(self, first: int) -> np.ndarray:
        rows = self.sums[first : first + SQUARES]
        return rows.reshape(2, FIELDS, -1) / max(self.exchanges, 1)


def shares_of(correlation: float) -> tuple[float, float]:
    """Give the weights of own and other's draw that make two loads correlate, neither first.

    Source: decision 0005 (symmetric, so that swapping the partners swaps the path).
    """
    plus = float(np.sqrt(1.0 + correlation))
    minus = float(np.sqrt(1.0 - correlation))
    return (plus + minus) / 2.0, (plus - minus) / 2.0


def numbers_in(precision: type[np.floating]) -> Numbers:
    """Give the equations' numbers in the precision of a state.

    Source: decision 0006.
    """
    return Numbers(*[precision(value) for value in EQUATIONS])  # type: ignore[arg-type] # numba's float


def chances_in(precision: type[np.floating], world: World = ORDINARY) -> Chances:
    """Give the world's numbers as the kernel needs them.

    Source: decisions 0003 and 0006.
    """
    own, shared = shares_of(world.stress_shared)
    chances = Chances(
        zero=0.0,
        one=1.0,
        base=world.stress_base,
        spread=world.stress_spread,
        own=own,
        shared=shared,
        leaning=world.leaning,
        floor=_FLOOR,
        trap_pursuit=TRAP_PURSUIT,
        trap_withdrawal=TRAP_WITHDRAWAL,
    )
    return Chances(*[precision(value) for value in chances])  # type: ignore[arg-type] # numba's float


def simulate(  # noqa: PLR0913 - each is a choice of the run, and named
    gains: np.ndarray,
    *,
    seed: int,
    exchanges: int,
    world: World = ORDINARY,
    first_couple: int = 0,
    first_exchange: int = 0,
    state: np.ndarray | None = None,
    threads: int = 1,
    every: int = 0,
    stress_extra: np.ndarray | None = None,
    precision: type[np.floating] = np.float32,
    on_progress: Callable[[int, int], None] | None = None,
) -> Lived:
    """Let every couple live a number of exchanges.

    Args:
        gains: axes partner, field of `Gains`, couple.
        seed: the same seed gives the same path, however the work is cut.
        exchanges: how many to live.
        world: how heavy the days are.
        first_couple: global index of the first couple here, when a population is cut.
        first_exchange: global index of the first exchange here, when a life is cut.
        state: where to begin; axes partner, field, couple; `AT_EASE` when not given.
        threads: how many share the work.
        every: keep the state after every so many exchanges; 0 keeps none.
        stress_extra: a scenario: load added to every couple; axes exchange (counted from the
            first one here; none is added past its end), partner.
        precision: single for populations, double to compare.
        on_progress: called with the couples done and the couples in all.

    Raises:
        ValueError: an argument of the wrong shape or range.

    Source: decisions 0003, 0005 and 0006.
    Limits: memory grows with the couples, and with time only if `every` asks for it. The sums
        of a life cut in two add up to those of the whole within rounding, the states exactly.
    """
    given = _gains_given(gains, precision)
    couples = given.shape[2]
    _check_run(
        exchanges=exchanges,
        first_exchange=first_exchange,
        first_couple=first_couple,
        every=every,
    )
    if threads < 1:
        _refuse(f"threads: {threads} is below 1")
    now = _state_given(state, couples, precision)
    sums = np.zeros((SUMS, couples))
    kept = np.empty((exchanges // every if every else 0, 2, FIELDS, couples), precision)
    extra = _extra_given(stress_extra, precision)
    numbers, chances = numbers_in(precision), chances_in(precision, world)
    when = (first_exchange, exchanges, every)
    key = (np.uint64(first_couple), key_of(seed))

    def live(first: int, last: int) -> int:
        live_blocks(now, given, sums, kept, extra, numbers, chances, when, key, first, last)
        return int(min(last * LANES, couples) - first * LANES)

    done = 0
    for more in _share_out(live, -(-couples // LANES), threads):
        done += more
        if on_progress is not None:
            on_progress(done, couples)
    return Lived(now, exchanges, sums, kept)


def _share_out(live: Callable[[int, int], int], blocks: int, threads: int) -> Iterator[int]:
    """Run pieces of the blocks, in this thread or in several, and tell of each when it is done."""
    size = max(1, min(_SHARE, blocks // (4 * threads)))
    pieces = [(first, min(first + size, blocks)) for first in range(0, blocks, size)]
    if threads == 1:
        for first, last in pieces:
            yield live(first, last)
        return
    with ThreadPoolExecutor(threads) as pool:
        for done in as_completed([pool.submit(live, *piece) for piece in pieces]):
            yield done.result()


def _refuse(message: str) -> None:
    raise ValueError(message)


def _gains_given(gains: np.ndarray, precision: type[np.floating]) -> np.ndarray:
    if gains.ndim != 3 or gains.shape[:2] != (2, GAINS):
        _refuse(f"gains: shape {gains.shape} is not (2, {GAINS}, couples)")
    if not np.isfinite(gains).all():
        _refuse("gains: not every number is finite")
    return np.ascontiguousarray(gains, dtype=precision)


def _state_given(
    state: np.ndarray | None, couples: int, precision: type[np.floating]
) -> np.ndarray:
    now = np.empty((2, FIELDS, couples), precision)
    if state is None:
        now[:] = np.array(AT_EASE, precision)[None, :, None]
        return now
    if state.shape != now.shape:
        _refuse(f"state: shape {state.shape} is not {now.shape}")
    now[:] = state
    return now


def _extra_given(extra: np.ndarray | None, precision: type[np.floating]) -> np.ndarray:
    if extra is None:
        return np.zeros((0, 2), precision)
    if extra.ndim != 2 or extra.shape[1] != 2:
        _refuse(f"stress_extra: shape {extra.shape} is not (exchanges, 2)")
    if not (np.isfinite(extra).all() and (extra >= 0).all()):
        _refuse("stress_extra: not every load is finite and 0 or more")
    return np.ascontiguousarray(extra, dtype=precision)


def _check_run(**counts: int) -> None:
    for name, value in counts.items():
        if value < 0:
            _refuse(f"{name}: {value} is below 0")
    first, exchanges = counts["first_exchange"], counts["exchanges"]
    if first + exchanges > _EXCHANGES:
        _refuse(f"exchanges: {first} and {exchanges} more pass {_EXCHANGES}")
