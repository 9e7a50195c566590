"""Is the doubt that readings show the right size? Coverage, ranks and dances of made couples.

Couples are drawn from the very belief that the fit starts from. Then a 90% interval must hold
the truth nine times in ten, and the truth must be equally likely at every rank of the posterior
(simulation-based calibration).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from scipy.stats import chi2

from pasdedeux.study import spread
from pasdedeux.study.fits import Trial, figures, judged_at
from pasdedeux.terms.partner import Partner

NOMINAL = 0.90
LEAST, MOST = 0.86, 0.94
"""What coverage must lie between, over 400 couples."""
_A_BIN = 10
"""Ranks that a bin should hold on average."""
_MOST_BINS = 20
_TENTHS = 10
_SURPRISE = 0.05
BANDS = ((0.0, 0.5), (0.5, 0.8), (0.8, 0.9), (0.9, 1.0))


@dataclass(frozen=True, slots=True)
class Row:
    """How one figure fared over many couples."""

    figure: str
    partner: Partner | None
    """None where both partners are taken together, or the figure is the couple's."""
    is_shown: bool
    """Whether people see it; the others are parameters behind it."""
    is_whole: bool
    """Whether this is all there is of the figure, not one partner's half."""
    couples: int
    coverage: float
    error: float
    """Standard error of the coverage, couples counted once."""
    mark: str
    """Whether the coverage lies where it must: `inside`, `below` or `above`."""
    mean_rank: float
    """One half where estimates lean neither way."""
    uniform: float
    """Probability of ranks as uneven as these, were the doubt the right size (chi-square); of
    both partners: twice the smaller one's, since the two of a couple may lean together."""
    tenths: tuple[int, ...]
    """Truths in each tenth of the ranks, the lowest first."""


@dataclass(frozen=True, slots=True)
class Band:
    """Couples whose leading dance had a probability within a band."""

    low: float
    high: float
    couples: int
    said: float
    """Mean probability of the leading dance."""
    right: float
    """Share of couples whose true dance it was."""
    error: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """What a run of made couples showed."""

    asked: int
    """Couples to make; fewer are below where the work was broken off."""
    couples: int
    seed: int
    refused: int
    """Fits that may not be shown."""
    inside: int
    """Figures and parameters of the fits shown whose coverage lies between the two borders."""
    judged: int
    """... of how many."""
    uneven: int
    """... whose ranks are too uneven for chance, at one in twenty for all of them together."""
    shown: tuple[Row, ...]
    """Over fits that may be shown."""
    whole: tuple[Row, ...]
    """Over all fits."""
    bands: tuple[Band, ...]
    named: int
    named_falsely: int
    effective: tuple[float, float, float]
    """Equal draws: 5%, 50% and 95% of fits have fewer."""
    khat: tuple[float, float, float]
    seconds: tuple[float, float, float]


def calibrate(
    couples: int,
    seed: int,
    *,
    processes: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Calibration, list[Trial]]:
    """Make couples, fit each, and sum up; give the trials too.

    Args:
        couples: how many; where Ctrl-C breaks the work off, those that were done are summed up.
        seed: of the whole run; the figures are the same for any number of processes.
        processes: how many share the work.
        progress: told how many couples are done, and of how many.
    """
    results = spread.over(partial(judged_at, seed), range(couples), processes=processes)
    found = spread.gathered(results, couples, progress)
    found.sort(key=lambda trial: trial.place)
    return summed_up(found, seed, couples), found


def summed_up(found: Sequence[Trial], seed: int, asked: int | None = None) -> Calibration:
    """Sum trials up.

    Args:
        found: what was done.
        seed: of the run.
        asked: how many were to be done; all that are there, if it is not told.
    """
    trusted = [trial for trial in found if trial.fit.may_show]
    named = [trial for trial in trusted if trial.fit.found[0].is_named]
    shown = rows(trusted)
    both = [row for row in shown if row.is_whole]
    return Calibration(
        asked=len(found) if asked is None else asked,
        couples=len(found),
        seed=seed,
        refused=len(found) - len(trusted),
        inside=sum(row.mark == "inside" for row in both),
        judged=len(both),
        uneven=sum(row.uniform * len(both) < _SURPRISE for row in both),
        shown=shown,
        whole=rows(found),
        bands=tuple(_band(trusted, low, high) for low, high in BANDS),
        named=len(named),
        named_falsely=sum(not _is_right(trial) for trial in named),
        effective=_spread(trial.fit.effective for trial in found),
        khat=_spread(trial.fit.khat for trial in found if trial.fit.khat is not None),
        seconds=_spread(trial.fit.seconds for trial in found),
    )


def rows(found: Sequence[Trial]) -> tuple[Row, ...]:
    """Judge every figure: both partners together first, then each."""
    if not found:
        return ()
    covered = np.array([trial.covered for trial in found])
    ranks = np.array([trial.rank for trial in found])
    listed = figures()
    names = dict.fromkeys((one.name, one.is_shown) for one in listed)
    out = []
    for name, is_shown in names:
        places = [k for k, one in enumerate(listed) if one.name == name]
        out.append(_row(name, None, covered[:, places], ranks[:, places], is_shown=is_shown))
        if len(places) > 1:
            out += [
                _row(name, listed[k].partner, covered[:, [k]], ranks[:, [k]], is_shown=is_shown)
                for k in places
            ]
    return tuple(out)


def _row(
    name: str, partner: Partner | None, covered: np.ndarray, ranks: np.ndarray, *, is_shown: bool
) -> Row:
    couples = covered.shape[0]
    share = float(covered.mean())
    return Row(
        figure=name,
        partner=partner,
        is_shown=is_shown,
        is_whole=partner is None,
        couples=couples,
        coverage=share,
        error=_error(covered.mean(axis=1), covered.shape[1]),
        mark=_mark(share),
        mean_rank=float(ranks.mean()),
        uniform=evenness(ranks),
        tenths=tuple(int(n) for n in _binned(ranks.ravel(), _TENTHS)),
    )


def _mark(coverage: float) -> str:
    if coverage < LEAST:
        return "below"
    return "above" if coverage > MOST else "inside"


def _error(by_couple: np.ndarray, a_couple: int) -> float:
    """Give the standard error of a share, never below the nominal share's binomial one."""
    couples = by_couple.shape[0]
    seen = float(by_couple.std(ddof=1)) / couples**0.5 if couples > 1 else 1.0
    least = (NOMINAL * (1.0 - NOMINAL) / (couples * a_couple)) ** 0.5
    return float(max(seen, least))


def evenness(ranks: np.ndarray) -> float:
    """Give the probability of ranks as uneven as these, were every rank equally likely.

    Pearson's chi-square over bins of about ten ranks each, at most twenty bins. The partners of
    a couple are no two tries: each is judged apart, and the smaller probability counts as often
    as there are partners (Bonferroni).

    Args:
        ranks: axes couple, partner.
    """
    partners = [_evenness(one) for one in ranks.T]
    return min(1.0, len(partners) * min(partners))


def _evenness(ranks: np.ndarray) -> float:
    bins = int(np.clip(ranks.size // _A_BIN, 2, _MOST_BINS))
    seen = _binned(ranks, bins)
    expected = ranks.size / bins
    return float(chi2.sf(np.sum((seen - expected) ** 2) / expected, bins - 1))


def _binned(ranks: np.ndarray, bins: int) -> np.ndarray:
    return np.histogram(np.clip(ranks, 0.0, 1.0), bins=bins, range=(0.0, 1.0))[0]


def _is_right(trial: Trial) -> bool:
    lead = trial.fit.found[0]
    return (lead.dance, lead.leader) == trial.dance


def _band(found: Sequence[Trial], low: float, high: float) -> Band:
    held = [
        trial
        for trial in found
        if low <= trial.fit.found[0].probability < high
        or (high == 1.0 and trial.fit.found[0].probability >= high)
    ]
    if not held:
        return Band(low, high, 0, float("nan"), float("nan"), float("nan"))
    right = float(np.mean([_is_right(trial) for trial in held]))
    return Band(
        low,
        high,
        len(held),
        said=float(np.mean([trial.fit.found[0].probability for trial in held])),
        right=right,
        error=max(right * (1.0 - right), 1.0 / (4.0 * len(held))) ** 0.5 / len(held) ** 0.5,
    )


def _spread(values: Iterable[float]) -> tuple[float, float, float]:
    held = list(values)
    if not held:
        return (float("nan"),) * 3
    low, middle, high = np.quantile(held, (0.05, 0.50, 0.95))
    return float(low), float(middle), float(high)
