"""Write SVG elements as text, every word in them escaped."""

from dataclasses import dataclass
from html import escape

from pasdedeux.present.chart import About
from pasdedeux.present.people import shortened, width_in_ems


@dataclass(frozen=True, slots=True)
class Frame:
    """One drawing of a chart: for a wide page or for a narrow one."""

    kind: str
    """`wide` or `tall`."""
    width: int
    height: int


def picture(about: About, frame: Frame, *parts: str) -> str:
    """Put shapes into one picture with its title and its description."""
    key = f"{about.name}-{frame.kind}"
    return (
        f'<svg class="picture {frame.kind}" viewBox="0 0 {frame.width} {frame.height}" role="img"'
        f' aria-labelledby="{key}-title {key}-desc" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{key}-title">{escape(about.title)}</title>'
        f'<desc id="{key}-desc">{escape(about.description)}</desc>{"".join(parts)}</svg>'
    )


def shape(name: str, kind: str, **numbers: float | str) -> str:
    """Write one shape of a class; an underscore in an attribute's name is a hyphen."""
    attributes = "".join(
        f' {key.replace("_", "-")}="{escape(_number(value))}"' for key, value in numbers.items()
    )
    return f'<{name} class="{kind}"{attributes}/>'


def text(words: str, x: float, y: float, kind: str, anchor: str = "start") -> str:
    """Write one line of words."""
    return (
        f'<text class="{kind}" x="{_number(x)}" y="{_number(y)}" text-anchor="{anchor}">'
        f"{escape(words)}</text>"
    )


def wrapped(words: str, ems: float, lines: int) -> tuple[str, ...]:
    """Break words into lines of a width; what is still too wide is cut and marked."""
    found: list[str] = []
    for word in words.split():
        joined = f"{found[-1]} {word}" if found else word
        if found and (width_in_ems(joined) <= ems or len(found) == lines):
            found[-1] = joined
        else:
            found.append(word)
    return tuple(shortened(line, ems) for line in found)


def _number(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")
