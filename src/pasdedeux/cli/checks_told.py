"""What the checks found, in lines for a terminal."""

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pasdedeux.study.calibration import Band, Calibration, Row
    from pasdedeux.study.foresight import Foresight
    from pasdedeux.study.information import Measured
    from pasdedeux.study.pseudo_couples import Shuffle, Side

_ENOUGH_COUPLES = 100
"""Couples with whom a coverage of .90 errs by .03."""


def calibration_lines(found: "Calibration") -> Iterable[str]:
    """Tell how made-up couples fared: coverage, ranks, dances, draws."""
    if found.couples < found.asked:
        yield f"Broken off: {found.couples} of {found.asked} couples were read."
    if not found.couples:
        return
    shown = found.couples - found.refused
    yield f"{found.couples} made-up couples, seed {found.seed}: {shown} fits may be shown,"
    yield f"{found.refused} may not (their own diagnostic refused them)."
    yield ""
    yield "Coverage of 90% intervals, its standard error, and whether it lies within .86 to .94;"
    yield "mean rank of the truth (.50 is even) and the probability of ranks as uneven as these"
    yield "(chi-square). In brackets: coverage over all fits."
    yield ""
    whole = {(row.figure, row.partner): row for row in found.whole}
    for title, is_shown in (("What is shown", True), ("Parameters behind it", False)):
        yield f"{title:<31} coverage  error          rank   even   (all)"
        for row in found.shown:
            if row.is_shown is is_shown:
                yield _row_line(row, whole[row.figure, row.partner])
        yield ""
    if shown < _ENOUGH_COUPLES:
        yield f"{shown} couples are too few to judge by: a coverage of .90 errs by"
        yield f"{math.sqrt(0.09 / max(shown, 1)):.2f} with so few. Take {_ENOUGH_COUPLES} or more."
    yield f"Inside: {found.inside} of {found.judged}. Ranks too uneven for chance: {found.uneven}."
    yield ""
    yield from _band_lines(found.bands)
    yield f"Named: {found.named} couples, falsely {found.named_falsely}."
    yield ""
    yield f"Equal draws a fit (5%, 50%, 95%): {_listed(found.effective, 0)}"
    yield f"k-hat: {_listed(found.khat, 2)}"
    yield f"Seconds a fit: {_listed(found.seconds, 2)}"


def _row_line(row: "Row", whole: "Row") -> str:
    name = row.figure.replace("_", " ")
    label = f"  {name} of {row.partner}" if row.partner else name
    return (
        f"{label:<31} {row.coverage:8.3f}  {row.error:5.3f}  {row.mark:<6}  {row.mean_rank:5.2f}  "
        f"{row.uniform:5.3f}   ({whole.coverage:.3f})"
    )


def _band_lines(bands: Iterable["Band"]) -> Iterable[str]:
    yield "When the leading dance had a probability of ..., it was the true one in ... of couples"
    for band in bands:
        if band.couples:
            yield (
                f"  {band.low:.0%} to {band.high:.0%} (mean {band.said:.1%}): "
                f"{band.right:.1%} +- {band.error:.1%} of {band.couples}"
            )


def ahead_lines(ahead: "Foresight") -> Iterable[str]:
    """Tell how couples fared after the days that were said to be needed."""
    yield ""
    if not ahead.couples:
        yield "No couple was told a number of further days and went on for them."
        return
    low, high = ahead.interval
    yield f"{ahead.couples} couples were told how many more days would be expected to do"
    yield f"(half of them {ahead.days_told[1]:.0f} days or fewer). After these days a dance was"
    interval = f"95% interval {low:.0%} to {high:.0%}"
    yield f"named in {ahead.named} of them: {ahead.share:.0%} ({interval}),"
    yield "where an expectation promises about half."


def shuffle_lines(found: "Shuffle") -> Iterable[str]:
    """Tell what is named in couples and in pairs that are none, and at which bar of the tie."""
    from pasdedeux.recognise.dance import TIE_BAR
    from pasdedeux.study.pseudo_couples import BARS

    if found.done < found.asked:
        yield f"Broken off: {found.done} of {found.asked} pairs were read."
    sides = [(name, side) for name, side in _sides(found) if side.couples]
    yield f"A pattern is named (seed {found.seed}; 90% intervals):"
    for name, side in sides:
        yield f"  {name:<24}{_side_line(side)}"
    yield ""
    yield f"The same, were the bar of the tie ... (it is {TIE_BAR:g}):"
    yield f"  {'':<24}{'none':>7}" + "".join(f"{bar:>16g}" for bar in BARS)
    for name, side in sides:
        yield f"  {name:<24}{side.by_dance / side.couples:>7.1%}" + "".join(
            f"{at.share:>7.1%} {_range(at.interval):<8}" for at in side.bars
        )
    yield ""
    yield "Ties: log odds that the two records belong together"
    yield f"  {'':<24}{'5%':>6}{'25%':>7}{'50%':>7}{'75%':>7}{'95%':>7}   of pairs have less"
    for name, side in sides:
        yield f"  {name:<24}" + " ".join(f"{tie:>6.1f}" for tie in side.ties)


def _sides(found: "Shuffle") -> "Iterable[tuple[str, Side]]":
    yield "couples as they are", found.real
    yield "partners shuffled", found.pseudo
    for apart in found.apart:
        yield f"apart, load shared {apart.shared:g}", apart.side


def _side_line(side: "Side") -> str:
    low, high = side.interval
    return (
        f"{side.named} of {side.couples} = {side.share:.1%} ({low:.1%} to {high:.1%}); "
        f"{side.shown} fits shown"
    )


def _range(interval: tuple[float, float]) -> str:
    low, high = interval
    return f"({100 * low:.0f}-{100 * high:.0f})"


def information_lines(found: "Measured") -> Iterable[str]:
    """Tell how wide the readings are under each design, and what to ask first."""
    from pasdedeux.study.information import Group
    from pasdedeux.study.narrowing import changes, ranking, shares, steps

    if found.done < found.asked:
        yield f"Broken off: {found.done} of {found.asked} fits were made."
    for group in Group:
        if not any(cell.group is group for cell in found.cells):
            continue
        yield f"Couples {group}"
        for title, table in (
            ("Width as a share of its width before any day or answer:", shares),
            ("Change from the same couples' share as usual:", changes),
            ("Change from the same couples' share with less of it; below 0 it narrows:", steps),
            (
                "What to ask, the slider that is missed most first (mean change of the arrows):",
                ranking,
            ),
        ):
            yield f"\n{title}\n\n{table(found.cells, group)}"
        yield ""


def _listed(values: Sequence[float], digits: int) -> str:
    return ", ".join(f"{value:.{digits}f}" for value in values)
