"""Forms as data: declared fields in, named refusals out; what is not declared is refused."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import parse_qsl

TOKEN, ONCE, MARK = "form", "once", "mark"
_OWN = frozenset({TOKEN, ONCE, MARK})
_MOST_FIELDS = 200
_LONGEST_OWN = 200


class As(StrEnum):
    """How a field is asked for."""

    TEXT = "a line"
    LINES = "several lines"
    SECRET = "a line that is not shown and never kept"  # noqa: S105 - the name of a kind of field
    CODE = "a line of groups, as a code is written"
    DATE = "a day"
    CHOICE = "one of several"
    TICK = "yes, or left empty"
    HIDDEN = "carried along"


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a form asks for."""

    name: str
    label: str
    kind: As = As.TEXT
    longest: int = 200  # characters
    is_needed: bool = True
    hint: str = ""
    options: tuple[tuple[str, str], ...] = ()  # value and words, for a choice
    missing: str = "Please fill this in."
    fills: str = "off"  # what a browser may offer: its own word for it
    check: Callable[[str], str] | None = None  # gives a refusal, or nothing


@dataclass(frozen=True, slots=True)
class Form:
    """What a page asks for, and the words on its button."""

    fields: tuple[Field, ...]
    button: str
    is_quiet: bool = False  # a plain button, not the page's main one
    is_kept: bool = True  # what was typed is kept for the next try


@dataclass(frozen=True, slots=True)
class Filled:
    """What somebody sent: the declared fields, and the form's own marks."""

    values: Mapping[str, str]
    refusals: Mapping[str, str]
    token: str = ""
    once: str = ""
    mark: str = ""

    def __getitem__(self, name: str) -> str:
        """Give what was typed."""
        return self.values.get(name, "")

    def is_ticked(self, name: str) -> bool:
        """Say whether a box was ticked."""
        return bool(self.values.get(name))


class ForeignFormError(Exception):
    """What came was not made by one of our pages; nothing of it is read."""


class RefusedFieldError(Exception):
    """Raised by a page that refuses one field by name."""

    def __init__(self, *, field: str, say: str) -> None:
        """Take the field's name, and the sentence beside it."""
        self.field, self.say = field, say
        super().__init__(say)


def read(form: Form, body: bytes, *, is_lenient: bool = False) -> Filled:
    """Read what was sent.

    Args:
        form: what may be in it.
        body: what came.
        is_lenient: leave out what the form does not have, where it is not known whose form it is.

    Raises:
        ForeignFormError: a field that the form does not have, one twice, or no text at all.
    """
    sent = _pairs(body)
    known = {field.name: field for field in form.fields}
    if sent.keys() - known.keys() - _OWN and not is_lenient:
        raise ForeignFormError
    if any(len(sent.get(name, "")) > _LONGEST_OWN for name in _OWN):
        raise ForeignFormError
    values = {name: _clean(sent.get(name, ""), field) for name, field in known.items()}
    found = {name: _refusal(field, values[name]) for name, field in known.items()}
    return Filled(
        values,
        {name: sentence for name, sentence in found.items() if sentence},
        *(sent.get(name, "") for name in (TOKEN, ONCE, MARK)),
    )


def kept(form: Form, values: Mapping[str, str]) -> dict[str, str]:
    """Give what may be kept of what was typed: no secret, and no more than is read."""
    return {
        field.name: values[field.name][: field.longest * 2]
        for field in form.fields
        if field.kind not in {As.SECRET, As.HIDDEN} and values.get(field.name)
    }


def _pairs(body: bytes) -> dict[str, str]:
    try:
        pairs = parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            strict_parsing=bool(body),
            errors="strict",
            max_num_fields=_MOST_FIELDS,
        )
    except ValueError as problem:  # not text, or too many fields
        raise ForeignFormError from problem
    sent = dict(pairs)
    if len(sent) != len(pairs):
        raise ForeignFormError
    return sent


def _clean(value: str, field: Field) -> str:
    """Take out what nobody types; a secret stays as it was typed."""
    if field.kind is As.SECRET:
        return value
    plain = value.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return plain.strip() if field.kind is not As.LINES else plain.strip("\n")


def _refusal(field: Field, value: str) -> str:
    if not value.strip():
        return field.missing if field.is_needed else ""
    if len(value) > field.longest:
        over = len(value) - field.longest
        return f"This is {over} characters too long; there is room for {field.longest}."
    if field.kind is As.CHOICE and value not in dict(field.options):
        return "Please choose one of these."
    if field.kind is As.TICK and value != "yes":
        return "Please tick this, or leave it."
    return field.check(value) if field.check else ""
