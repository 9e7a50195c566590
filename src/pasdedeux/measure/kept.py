"""Scores as they are kept between visits: plain values out, the same scores back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pasdedeux.measure.traits import trait
from pasdedeux.terms.home import Body, Json
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.score import Ruler, Score, Scored, Trait, Unscored

_DIMENSIONS = ("anxiety", "avoidance")
_RULER = ("instrument", "version", "scale", "metric", "language", "form", "target")


@dataclass(frozen=True, slots=True)
class KeptResult:
    """One finished questionnaire: which, when, and what it gave."""

    sheet: str
    day: date
    scores: tuple[Score, ...]
    unscored: tuple[Unscored, ...]
    answered: int
    asked: int
    about: str = ""
    """Whom somebody had in mind, in their own word, such as "my grandmother"."""


def to_body(result: KeptResult) -> dict[str, Json]:
    """Give a result as plain values, without a single answer in it.

    Source: decision 0010.
    """
    return {
        "what": "scores",
        "sheet": result.sheet,
        "day": result.day.isoformat(),
        "answered": result.answered,
        "asked": result.asked,
        "about": result.about,
        "scores": [
            {**_ruler(one.ruler), "value": one.value, "error": one.error} for one in result.scores
        ],
        "unscored": [{**_ruler(one.ruler), "reason": one.reason} for one in result.unscored],
    }


def from_body(body: Body) -> KeptResult | None:
    """Give a result back, or nothing where this is none or not as we wrote it.

    Source: decision 0010.
    """
    if body.get("what") != "scores":
        return None
    try:
        return KeptResult(
            str(body["sheet"]),
            date.fromisoformat(str(body["day"])),
            tuple(_score(one) for one in _tables(body["scores"])),
            tuple(
                Unscored(str(one["reason"]), _ruler_back(one)) for one in _tables(body["unscored"])
            ),
            _whole(body["answered"]),
            _whole(body["asked"]),
            str(body.get("about", "")),
        )
    except (KeyError, ValueError):
        return None


def parted(found: Iterable[Scored]) -> tuple[tuple[Score, ...], tuple[Unscored, ...]]:
    """Part what was scored from what could not be.

    Source: decision 0010.
    """
    held = tuple(found)
    return (
        tuple(one for one in held if isinstance(one, Score)),
        tuple(one for one in held if isinstance(one, Unscored)),
    )


def latest_traits(partner: Partner, results: Iterable[KeptResult]) -> tuple[Trait, ...]:
    """Give what the newest result on each dimension says of a partner.

    Args:
        partner: whose results they are.
        results: in the order of writing.

    Source: decision 0018.
    Limits: older results say nothing more once a newer one is there.
    """
    newest: dict[str, tuple[date, Trait]] = {}
    for result in results:
        for score in result.scores:
            found = trait(score, partner)
            if not isinstance(found, Trait):
                continue
            before = newest.get(found.dimension)
            if before is None or result.day >= before[0]:
                newest[found.dimension] = (result.day, found)
    return tuple(newest[name][1] for name in _DIMENSIONS if name in newest)


def _ruler(ruler: Ruler) -> dict[str, Json]:
    return {**{name: str(getattr(ruler, name)) for name in _RULER}, "points": ruler.points}


def _ruler_back(one: dict[str, Json]) -> Ruler:
    return Ruler(points=_whole(one["points"]), **{name: str(one[name]) for name in _RULER})


def _score(one: dict[str, Json]) -> Score:
    return Score(_number(one["value"]), _number(one["error"]), _ruler_back(one))


def _tables(value: Json) -> list[dict[str, Json]]:
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        msg = "a list of results was expected"
        raise ValueError(msg)
    return [one for one in value if isinstance(one, dict)]


def _number(value: Json) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        msg = "a number was expected"
        raise ValueError(msg)  # noqa: TRY004 - what was kept is wrong, not the caller
    return float(value)


def _whole(value: Json) -> int:
    return int(_number(value))
