"""Write the tables of long checks from the results that are kept; cog calls this file."""

import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pasdedeux.guide import library
from pasdedeux.study.information import Cell, Group
from pasdedeux.study.narrowing import changes, markdown, ranking, shares, steps

RESULTS = Path(__file__).parent / "results"
COMMANDS = {
    "calibration": "pasdedeux check calibration --couples 400 --seed 3131 --more-days --json",
    "pseudo-couples": "pasdedeux check pseudo-couples --couples 100 --seed 1122 --json",
    "real-pseudo-couples": (
        "pasdedeux check pseudo-couples --map campbell_kashy --json "
        "../shared/data/campbell_kashy_diary/kashy_pairwise_14days.csv"
    ),
    "information": "pasdedeux check information --couples 20 --seed 1122 --json",
}
"""What each kept result is made with."""


def calibration() -> str:
    """Write coverage, ranks and dances of the kept run, or how to make it."""
    return _of("calibration", calibration_of)


def pseudo_couples() -> str:
    """Write what is named in pairs that are none, by the bar of the tie."""
    return _of("pseudo-couples", pairs_of)


def real_pseudo_couples() -> str:
    """Write the same of the real diary."""
    return _of("real-pseudo-couples", pairs_of)


def information() -> str:
    """Write what narrows what, or how to measure it."""
    return _of("information", information_of)


def _of(name: str, write: Callable[[Mapping[str, Any]], str]) -> str:
    """Write a kept result under the command that makes it."""
    file = RESULTS / f"{name}.json"
    command = f"```\n{COMMANDS[name]} > docs/results/{file.name}\n```"
    if not file.exists():
        return f"No result is kept yet; this makes one:\n\n{command}"
    return f"{command}\n\n{write(json.loads(file.read_text(encoding='utf-8')))}"


def calibration_of(found: Mapping[str, Any]) -> str:
    """Write a run of made-up couples: a line for each figure, then the dances."""
    parts = [
        _whole(found),
        _coverage(found["shown"]),
        _bands(found["bands"]),
        f"A dance was named for {found['named']} couples, falsely for {found['named_falsely']}.",
    ]
    ahead = found["more_days"]
    if ahead and ahead["couples"]:
        parts.append(_ahead(ahead))
    return "\n\n".join(parts)


def _whole(found: Mapping[str, Any]) -> str:
    low, middle, high = (_number(value, 2) for value in found["khat"])
    return (
        f"{found['couples']} couples, seed {found['seed']}; {found['refused']} fits may not be "
        f"shown. Half of the couples have k-hat below {middle}, nine in ten between {low} and "
        f"{high}. Inside .86 to .94: **{found['inside']} of {found['judged']}**. Ranks too uneven "
        f"for chance: **{found['uneven']}**."
    )


def _coverage(rows: Iterable[Mapping[str, Any]]) -> str:
    held = [row for row in rows if row["is_whole"]]
    held.sort(key=lambda row: not row["is_shown"])
    return markdown(
        ["figure", "shown", "coverage", "", "mean rank", "even"],
        [
            [
                row["figure"].replace("_", " "),
                "yes" if row["is_shown"] else "",
                f"{_number(row['coverage'], 3)} ± {_number(row['error'], 3)}",
                row["mark"],
                _number(row["mean_rank"], 2),
                _number(row["uniform"], 3),
            ]
            for row in held
        ],
    )


def _bands(bands: Iterable[Mapping[str, Any]]) -> str:
    return markdown(
        ["probability of the leading dance", "couples", "said", "it was the true one"],
        [
            [
                f"{band['low']:.0%} to {band['high']:.0%}",
                str(band["couples"]),
                f"{band['said']:.1%}",
                f"{band['right']:.1%} ± {band['error']:.1%}",
            ]
            for band in bands
            if band["couples"]
        ],
    )


def _ahead(ahead: Mapping[str, Any]) -> str:
    low, high = ahead["interval"]
    return (
        f"{ahead['couples']} couples were told how many more days would be expected to do (half of "
        f"them {ahead['days_told'][1]:.0f} days or fewer) and went on for them. Then a dance was "
        f"named for {ahead['named']} of them: {ahead['share']:.0%} (95% interval {low:.0%} to "
        f"{high:.0%}), where an expectation promises about half."
    )


def pairs_of(found: Mapping[str, Any]) -> str:
    """Write what is named at which bar, and how the ties are spread."""
    sides = [("couples as they are", found["real"]), ("partners shuffled", found["pseudo"])]
    sides += [(f"apart, load shared {one['shared']:g}", one["side"]) for one in found["apart"]]
    bars = [f"tie ≥ {at['bar']:g}" for at in found["real"]["bars"]]
    named = [
        [name, str(side["couples"]), *(_share(at) for at in side["bars"])] for name, side in sides
    ]
    ties = [[name, *(_number(tie, 1) for tie in side["ties"])] for name, side in sides]
    return "\n\n".join(
        [
            "A pattern is named, in percent of pairs (90% interval), were this the tie's bar:",
            markdown(["", "pairs", *bars], named),
            "Ties; this share of pairs have less:",
            markdown(["", "5%", "25%", "50%", "75%", "95%"], ties),
        ]
    )


def _share(at: Mapping[str, Any]) -> str:
    low, high = at["interval"]
    return f"{100 * at['share']:.1f} ({100 * low:.1f} to {100 * high:.1f})"


def information_of(found: Mapping[str, Any]) -> str:
    """Write the widths under each design, in couples in and out of the trap."""
    cells = _cells(found["cells"])
    parts = [f"{found['couples']} couples in the trap, as many out of it, seed {found['seed']}."]
    for group in Group:
        parts += [
            f"### Couples {group}",
            "Width as a share of its width before any day or answer:",
            shares(cells, group),
            "Change from the same couples' share as usual; above 0 something is missed:",
            changes(cells, group),
            "Change from the same couples' share with less of it; below 0 it narrows:",
            steps(cells, group),
            "What to ask, the slider that is missed most first (mean change of the arrows):",
            ranking(cells, group),
        ]
    return "\n\n".join(parts)


def _cells(found: Iterable[Mapping[str, Any]]) -> Sequence[Cell]:
    return [_cell({k: math.nan if v is None else v for k, v in cell.items()}) for cell in found]


def _cell(kept: dict[str, Any]) -> Cell:
    return Cell(**{**kept, "group": Group(kept["group"])})


def _number(value: float | None, digits: int) -> str:
    """Write a number, its leading zero left out; what is none is a dash."""
    if value is None:
        return "-"
    return f"{value:.{digits}f}".replace("0.", ".", 1) if abs(value) < 1 else f"{value:.{digits}f}"


def practices() -> str:
    """Write what each shipped practice moves in the model, and by what right."""
    rows = [
        f"| {one.title} | {', '.join(aim.arrow for aim in one.for_links)} "
        f"| {act.of} | `{act.gain}` "
        f"| {_amount(act)} | {one.full_per_week} | {act.onset_days:g} | {act.fading_days:g} "
        f"| {act.source} |"
        for one in library.practices()
        for act in one.acts
    ]
    heads = (
        "| practice | aimed at | of | gain | at full effect | full from, a week | onset, days "
        "| fading, days | source |\n|---|---|---|---|---|---|---|---|---|"
    )
    return "\n".join([heads, *rows])


def _amount(act: library.Act) -> str:
    """Write a factor as a factor, and what is added as what is added."""
    if act.how == "log":
        return f"times {math.exp(act.amount):.2f}"
    return f"{act.amount:+.2f}".replace("-", "\N{MINUS SIGN}")
