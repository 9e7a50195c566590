"""The words of an instrument: shown where the rights allow, or supplied by the operator."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pasdedeux.measure.instrument import Call, Instrument
from pasdedeux.terms import shipped
from pasdedeux.terms.errors import UnreadableError

_NUMBERED = re.compile(r"^\s*([A-Za-z]?\d{1,3}[a-z]?)\s*[.):\t]\s*(\S.*)$")


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer option: what is stored, and what stands beside it (may be blank)."""

    value: int
    words: str


@dataclass(frozen=True, slots=True)
class Question:
    """One item as it is shown."""

    item: str
    words: str
    choices: tuple[Choice, ...]
    before: str = ""
    """A line that stands above it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a person sees of an instrument, in printed order."""

    instrument: str
    instruction: str
    note: str
    questions: tuple[Question, ...]
    notice: str


@dataclass(frozen=True, slots=True)
class Withheld:
    """Why an instrument's words are not shown."""

    reason: str


def sheet(instrument: Instrument, target: str = "") -> Sheet | Withheld:
    """Give the shipped words of an instrument, where its call allows showing them.

    Source: decision 0011.
    """
    if instrument.call is not Call.SHIP:
        return Withheld(
            f"{instrument.title}: its words may not be passed on without its authors' yes "
            f"({instrument.rights.statement}). "
            "Supply them in a text file of your own (--words FILE)."
        )
    words = shipped.table("measure", "instruments", instrument.name, "items.en.toml")
    return _laid_out(instrument, words, target)


def supplied(instrument: Instrument, text: str, source: str) -> Sheet:
    """Make a sheet of words that the operator supplies.

    Two forms are read: TOML with `instruction`, `[items]` and `[[labels]]`, as the shipped
    `items.en.toml`; or plain text with one item a line, numbered as the key is or not at all.

    Args:
        instrument: whose key the words belong to.
        text: the file.
        source: its name, for the sentence of a refusal.

    Raises:
        UnreadableError: an item is missing, unknown or empty.

    Source: decision 0011.
    """
    words = _parsed(text, source) if "[items]" in text else _plain(instrument, text, source)
    _refuse_wrong_items(instrument, words.get("items"), source)
    return _laid_out(instrument, words, "")


def _parsed(text: str, source: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        msg = f"{source} is not readable as TOML: {problem}"
        raise UnreadableError(msg) from problem


def _plain(instrument: Instrument, text: str, source: str) -> dict[str, Any]:
    lines = [line.strip() for line in text.lstrip("\ufeff").splitlines()]
    lines = [line for line in lines if line and not line.startswith("#")]
    found = [_NUMBERED.match(line) for line in lines]
    wanted = instrument.item_ids
    if all(found) and lines:
        return {"items": {match[1]: match[2] for match in found if match}}
    if len(lines) != len(wanted):
        msg = f"{source} has {len(lines)} lines of text; {instrument.name} has {len(wanted)} items"
        raise UnreadableError(msg)
    return {"items": dict(zip(wanted, lines, strict=True))}


def _refuse_wrong_items(instrument: Instrument, items: object, source: str) -> None:
    held = items if isinstance(items, Mapping) else {}
    wanted = instrument.item_ids
    missing = [item for item in wanted if not str(held.get(item, "")).strip()]
    unknown = [str(item) for item in held if item not in wanted]
    if missing or unknown:
        words = [f"no text for item {', '.join(missing)}"] if missing else []
        words += [f"an item it does not have: {', '.join(unknown)}"] if unknown else []
        msg = f"{source}: {instrument.name} has {len(wanted)} items; found {' and '.join(words)}"
        raise UnreadableError(msg)


def _laid_out(instrument: Instrument, words: Mapping[str, Any], target: str) -> Sheet:
    special: Mapping[str, Any] = words.get("targets", {}).get(target, {})
    texts = {**words["items"], **special.get("items", {})}
    return Sheet(
        instrument.name,
        special.get("instruction", words.get("instruction", "")),
        special.get("note", ""),
        tuple(
            Question(
                item,
                str(texts[item]),
                _choices(instrument, words, item),
                words.get("before", {}).get(item, ""),
            )
            for item in instrument.item_ids
        ),
        instrument.notice,
    )


def _choices(instrument: Instrument, words: Mapping[str, Any], item: str) -> tuple[Choice, ...]:
    low, high = instrument.ranges[item]
    plain = [{"value": value, "text": ""} for value in range(low, high + 1)]
    listed = words.get("options", {}).get(item, words.get("labels", plain))
    return tuple(Choice(entry["value"], entry["text"]) for entry in listed)
