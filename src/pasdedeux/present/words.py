"""Say what a language must offer: whole sentences, and the right form for a count."""

from collections.abc import Callable
from dataclasses import dataclass


def _as_written(message: str) -> str:
    return message


def _english_count(one: str, many: str, count: int) -> str:
    return one if count == 1 else many


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language; the two functions are those of gettext."""

    gettext: Callable[[str], str]
    ngettext: Callable[[str, str, int], str]

    def say(self, message: str, /, **parts: object) -> str:
        """Give a message in this language, its named places filled."""
        return self.gettext(message).format(**parts)

    def count(self, one: str, many: str, /, count: int, **parts: object) -> str:
        """Give the form that fits a count; `{count}` in it is the number in words."""
        return self.ngettext(one, many, count).format(count=self.number(count), **parts)

    def number(self, value: int) -> str:
        """Write small whole numbers out, as people say them."""
        return self.gettext(_SMALL[value]) if 0 <= value < len(_SMALL) else str(value)


_SMALL = (
    "no", "one", "two", "three", "four", "five", "six",
    "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip

ENGLISH = Words(_as_written, _english_count)
