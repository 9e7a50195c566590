"""Ask a part of a mapping for what it must hold, and say clearly where it does not."""

import math
from dataclasses import dataclass
from typing import Any, NoReturn

from pasdedeux.intake.cells import closest, column_name
from pasdedeux.terms.errors import UnreadableError


@dataclass(frozen=True, slots=True)
class Part:
    """One table of a TOML file, and the way to it."""

    table: dict[str, Any]
    file: str
    path: str

    def refuse(self, key: str, reason: str) -> NoReturn:
        """Raise the error that names the file and the key.

        Source: decision 0024.
        """
        where = ".".join(column_name(name) for name in (self.path, key) if name)
        msg = f"{self.file}{', ' if where else ''}{where}: {reason}."
        raise UnreadableError(msg)

    def only(self, *known: str) -> None:
        """Refuse every key but these.

        Source: decision 0024.
        """
        for key in self.table:
            if key not in known:
                self.refuse(key, f"there is no such key; the closest is {closest(key, known)}")

    def has(self, key: str) -> bool:
        """Tell whether the key is there.

        Source: decision 0024.
        """
        return key in self.table

    def text(self, key: str, default: str | None = None) -> str:
        """Give a text; a number counts as its own text, as codes of partners are.

        Source: decision 0024.
        """
        value = self._value(key, default)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if not isinstance(value, str) or (not value.strip() and value != default):
            self.refuse(key, "it must be a text in quotes")
        return value.strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """Give a list of texts; none where the key is absent.

        Source: decision 0024.
        """
        values = self.table.get(key, [])
        if not isinstance(values, list) or not all(isinstance(one, str) for one in values):
            self.refuse(key, "it must be a list of texts in quotes")
        return tuple(one.strip() for one in values)

    def number(self, key: str, default: float | None, low: float, high: float) -> float:
        """Give a number between two bounds.

        Source: decision 0024.
        """
        value = self._value(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.refuse(key, "it must be a number")
        if not math.isfinite(value) or not low <= value <= high:
            self.refuse(key, f"it must lie between {low:g} and {high:g}")
        return float(value)

    def flag(self, key: str) -> bool:
        """Give true or false; false where the key is absent.

        Source: decision 0024.
        """
        value = self.table.get(key, False)
        if not isinstance(value, bool):
            self.refuse(key, "it must be true or false")
        return value

    def part(self, key: str) -> "Part":
        """Give the table under a key.

        Source: decision 0024.
        """
        value = self._value(key, None)
        if not isinstance(value, dict):
            self.refuse(key, f"it must be a table, [{key}]")
        return Part(value, self.file, f"{self.path}.{key}" if self.path else key)

    def parts(self, key: str) -> list[tuple[str, "Part"]]:
        """Give every table under a key, by name; none where the key is absent.

        Source: decision 0024.
        """
        if not self.has(key):
            return []
        under = self.part(key)
        return [(name, under.part(name)) for name in under.table]

    def _value(self, key: str, default: object) -> object:
        if key in self.table:
            return self.table[key]
        if default is None:
            self.refuse(key, "the key is missing")
        return default
