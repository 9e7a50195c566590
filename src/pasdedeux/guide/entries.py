"""A table of a shipped file, read key by key; what is missing or wrong is told in one sentence."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

from pasdedeux.terms.errors import UnreadableError

Word = TypeVar("Word", bound=StrEnum)


def broken(file: str, key: str, todo: str) -> UnreadableError:
    """Say which file, which key and what to do.

    Source: decision 0070.
    """
    return UnreadableError(f"{file}: {key}: {todo}.")


@dataclass(frozen=True, slots=True)
class Entry:
    """One table of a file; remembers what was read of it, so that a misspelt key is seen."""

    file: str
    told: Mapping[str, Any]
    inside: str = ""
    """The key and place of a table within the file; empty for the file itself."""
    read: set[str] = field(default_factory=set)

    @classmethod
    def of_file(cls, file: str, text: str) -> "Entry":
        """Read a whole file.

        Raises:
            UnreadableError: it is no TOML.

        Source: decision 0070.
        """
        try:
            return cls(file, tomllib.loads(text))
        except tomllib.TOMLDecodeError as problem:
            msg = f"{file}: this is no TOML ({problem}); mend that line."
            raise UnreadableError(msg) from problem

    def key(self, name: str) -> str:
        """Name a key with the table it stands in.

        Source: decision 0070.
        """
        return f"{self.inside} {name}".strip()

    def has(self, name: str) -> bool:
        """Say whether a key is there.

        Source: decision 0070.
        """
        return name in self.told

    def text(self, name: str) -> str:
        """Give a text.

        Raises:
            UnreadableError: it is missing, empty or no text.

        Source: decision 0070.
        """
        value = self._value(name)
        if not isinstance(value, str) or not value.strip():
            raise broken(self.file, self.key(name), "write a text between quotes")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """Give a list of texts.

        Raises:
            UnreadableError: it is missing or empty, or something in it is no text.

        Source: decision 0070.
        """
        value = self._value(name)
        if not isinstance(value, list) or not value or not all(map(_is_text, value)):
            raise broken(self.file, self.key(name), "write a list with one text or more")
        return tuple(value)

    def choice(self, name: str, words: type[Word]) -> Word:
        """Give one of several words.

        Raises:
            UnreadableError: it is missing, or none of them.

        Source: decision 0070.
        """
        value = self._value(name)
        if value not in set(words):
            listed = ", ".join(one.value for one in words)
            raise broken(self.file, self.key(name), f"write one of {listed}")
        return words(value)

    def whole(self, name: str, least: int, most: int) -> int:
        """Give a whole number.

        Raises:
            UnreadableError: it is missing, not whole, or out of its bounds.

        Source: decision 0070.
        """
        value = self._value(name)
        if type(value) is not int or not least <= value <= most:
            raise broken(self.file, self.key(name), f"write a whole number, {least} to {most}")
        return value

    def number(self, name: str, least: float, most: float) -> float:
        """Give a number.

        Raises:
            UnreadableError: it is missing, no number, or out of its bounds.

        Source: decision 0070.
        """
        value = self._value(name)
        if type(value) not in {int, float} or not least <= value <= most:
            raise broken(self.file, self.key(name), f"write a number, {least:g} to {most:g}")
        return float(value)

    def flag(self, name: str) -> bool:
        """Give a yes or no.

        Raises:
            UnreadableError: it is missing, or neither.

        Source: decision 0070.
        """
        value = self._value(name)
        if not isinstance(value, bool):
            raise broken(self.file, self.key(name), "write true or false")
        return value

    def parts(self, name: str) -> tuple["Entry", ...]:
        """Give a list of tables.

        Raises:
            UnreadableError: it is missing or empty, or something in it is no table.

        Source: decision 0070.
        """
        value = self._value(name)
        if not isinstance(value, list) or not value or not all(isinstance(v, dict) for v in value):
            raise broken(self.file, self.key(name), "write one table or more")
        return tuple(Entry(self.file, one, f"{name} {place}") for place, one in enumerate(value, 1))

    def refuse_unread(self) -> None:
        """Refuse a key that nobody asked for, since it is most likely misspelt.

        Raises:
            UnreadableError: there is one.

        Source: decision 0070.
        """
        for name in self.told:
            if name not in self.read:
                raise broken(self.file, self.key(name), "nothing reads this key; take it out")

    def _value(self, name: str) -> Any:  # noqa: ANN401 - what a file holds, before it is looked at
        self.read.add(name)
        if name not in self.told:
            raise broken(self.file, self.key(name), "this key is missing; add it")
        return self.told[name]


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
