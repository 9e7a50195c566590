"""Make what two people are called safe and short enough to be shown anywhere."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from pasdedeux.terms.partner import Partner

_LONGEST = 40
_JOINERS = "\u200c\u200d"
_OPEN, _CLOSE = "\u2068", "\u2069"  # first strong isolate, pop directional isolate


@dataclass(frozen=True, slots=True)
class People:
    """The names of both, in the order A, B, each ready for a sentence."""

    names: tuple[str, str]

    def name(self, partner: Partner) -> str:
        """Give a partner's name, kept apart from the text's direction where it needs to be."""
        return isolated(self.names[partner.place])

    def short(self, ems: float) -> "People":
        """Give the same two with names cut to a width, for a picture."""
        return People((shortened(self.names[0], ems), shortened(self.names[1], ems)))


def people(names: tuple[str, str]) -> People:
    """Clean both names; where they are empty or alike, the letters A and B tell them apart."""
    first, second = (
        _clean(name) or partner.value for name, partner in zip(names, Partner, strict=True)
    )
    if first.casefold() == second.casefold():
        return People((f"{first} (A)", f"{second} (B)"))
    return People((first, second))


def shortened(text: str, ems: float) -> str:
    """Cut a text to a width in ems and mark the cut; a letter keeps its marks."""
    if width_in_ems(text) <= ems:
        return text
    kept = ""
    for cluster in clusters(text):
        if width_in_ems(kept + cluster) + 1.0 > ems:
            break
        kept += cluster
    return kept.rstrip() + "\u2026"


def isolated(text: str) -> str:
    """Wrap a text that runs from right to left, so that it does not turn its sentence round."""
    runs_left = any(unicodedata.bidirectional(letter) in {"R", "AL", "AN"} for letter in text)
    return f"{_OPEN}{text}{_CLOSE}" if runs_left else text


def width_in_ems(text: str) -> float:
    """Estimate how wide a text is drawn, from above; a sans face of 1 em."""
    return sum(_joined([_letter_ems(letter) for letter in one], one) for one in clusters(text))


def width_in_cells(text: str) -> int:
    """Count the columns that a text takes in a terminal."""
    if text.isascii() and text.isprintable():
        return len(text)
    return round(
        sum(_joined([_letter_cells(letter) for letter in one], one) for one in clusters(text))
    )


def clusters(text: str) -> tuple[str, ...]:
    """Split a text where it may be cut: before a letter, never inside one."""
    found: list[str] = []
    for letter in text:
        joins = _is_attached(letter) or (found and found[-1][-1] == "\u200d")
        if joins and found:
            found[-1] += letter
        else:
            found.append(letter)
    return tuple(found)


def _clean(name: str) -> str:
    """Drop what could steer a terminal or a page, and fold white space."""
    spaced = " ".join(name.split())
    kept = "".join(
        letter for letter in spaced if letter in _JOINERS or unicodedata.category(letter)[0] != "C"
    ).strip(_JOINERS + " ")
    parts = clusters(kept)
    return kept if len(parts) <= _LONGEST else "".join(parts[: _LONGEST - 1]) + "\u2026"


def _is_attached(letter: str) -> bool:
    return (
        unicodedata.category(letter) in {"Mn", "Me", "Mc", "Cf"}
        or "\U0001f3fb" <= letter <= "\U0001f3ff"  # skin tones
    )


def _joined(widths: Sequence[float], cluster: str) -> float:
    """Add up a letter with its marks; what a joiner makes into one sign is as wide as one."""
    return max(widths) if "\u200d" in cluster else sum(widths)


def _letter_cells(letter: str) -> int:
    if unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in {"W", "F"} else 1


def _letter_ems(letter: str) -> float:
    if _letter_cells(letter) == 0:
        return 0.0
    if _letter_cells(letter) == 2:
        return 1.1
    if letter in "mwMW@\u2014\u2026%":
        return 1.0
    if letter in "iljItf.,;:'!|() ":
        return 0.42
    if unicodedata.category(letter) == "Lu":
        return 0.8
    return 0.63 if letter.isascii() else 0.85
