"""Write a reading for a terminal: lines that fit, and nothing that needs colour to be read."""

from collections.abc import Iterator
from dataclasses import dataclass

from pasdedeux.present.cards import ArrowCard, Shown
from pasdedeux.present.people import width_in_cells
from pasdedeux.present.words import ENGLISH, Words
from pasdedeux.terms.reading import ToldBy

_NARROWEST, _WIDEST = 32, 80
_BAR = 31


@dataclass(frozen=True, slots=True)
class Terminal:
    """What the reader's terminal can show."""

    width: int = _WIDEST
    is_bold: bool = False
    """Headings stand out by weight; never the only sign of anything."""
    has_dots: bool = True
    """Whether its letters include filled and hollow dots."""

    @property
    def columns(self) -> int:
        """Columns that lines may take."""
        return max(_NARROWEST, min(_WIDEST, self.width))


def reading_lines(
    shown: Shown, terminal: Terminal, words: Words = ENGLISH, *, name: str = ""
) -> str:
    """Write one reading."""
    blocks = (
        _top(shown, terminal, words, name),
        *_patterns(shown, terminal),
        *_arrows(shown, terminal, words),
        *_echo(shown, terminal),
        *_unknown(shown, terminal, words),
        _part(words.gettext("What would make this clearer"), [shown.clearer], terminal),
        [*filled(shown.safety[0], terminal), *filled(shown.safety[1], terminal)],
    )
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def summary_lines(rows: tuple[tuple[str, str, str], ...], terminal: Terminal) -> str:
    """Write one line a couple: its name, its days, its finding."""
    widths = [max(width_in_cells(row[column]) for row in rows) for column in (0, 1)]
    room = max(12, terminal.columns - sum(widths) - 4)
    lines = []
    for couple, days, finding in rows:
        first, *more = _wrapped(finding, room)
        lines.append(f"{_padded(couple, widths[0])}  {_padded(days, widths[1])}  {first}")
        lines += [" " * (sum(widths) + 4) + line for line in more]
    return "\n".join(lines) + "\n"


def filled(text: str, terminal: Terminal, indent: str = "") -> list[str]:
    """Break a text into lines that fit."""
    return [indent + line for line in _wrapped(text, terminal.columns - len(indent))]


def dots(count: int, terminal: Terminal) -> str:
    """Draw ten dots, some of them filled."""
    full, hollow = ("\u25cf", "\u25cb") if terminal.has_dots else ("#", ".")
    return full * count + hollow * (10 - count)


def bar(arrow: ArrowCard) -> str:
    """Draw an arrow's likely range between brackets, its middle, and where no change is."""
    low, high = arrow.dots.span

    def place(value: float) -> int:
        share = (value - low) / (high - low)
        return min(_BAR - 1, max(0, round(share * (_BAR - 1))))

    strength = arrow.link.strength
    first, last = place(strength.low), place(strength.high)
    cells = ["."] * _BAR
    cells[first : last + 1] = "=" * (last + 1 - first)
    cells[place(0.0)] = "|"
    cells[first], cells[last] = "[", "]"
    middle = place(strength.value)
    cells[middle] = "*" if middle == place(0.0) else "o"
    return "".join(cells)


def _top(shown: Shown, terminal: Terminal, words: Words, name: str) -> list[str]:
    title = [*filled(name, terminal), ""] if name else []
    heading = [_strong(line, terminal) for line in filled(shown.heading, terminal)]
    lead = filled(shown.lead, terminal) if shown.lead else []
    fear = filled(f"{shown.safety[0]} {words.gettext('See the end.')}", terminal)
    return [*title, *heading, *lead, *filled(shown.rests_on, terminal), "", *fear]


def _patterns(shown: Shown, terminal: Terminal) -> Iterator[list[str]]:
    if shown.patterns is None:
        return
    card, chart = shown.patterns
    indent = "    " if terminal.columns > _NARROWEST + 2 else "  "
    rows = [
        line
        for row in chart.rows
        for line in (
            *filled(row.label, terminal, "  "),
            f"{indent}{dots(row.filled, terminal)}  {row.value}",
        )
    ]
    yield _part(card.title, [card.sentence], terminal) + rows


def _arrows(shown: Shown, terminal: Terminal, words: Words) -> Iterator[list[str]]:
    if not shown.arrows:
        return
    key = words.gettext("Each bar: [ likely range ], o the middle, | no change, * both at once.")
    told = [shown.points, *shown.legend[1:], key]
    lines = _part(words.gettext("What each arrow says"), told, terminal)
    yield lines + [line for one in shown.arrows for line in _arrow(one, terminal)]
    own = [one for one in shown.more_arrows if one.link.told_by is not ToldBy.GENERAL]
    if shown.more_arrows:
        title = words.gettext("The other arrows")
        others = _part(title, [_capital(shown.in_general)] if shown.in_general else [], terminal)
        yield others + [line for one in own for line in _arrow(one, terminal)]


def _arrow(arrow: ArrowCard, terminal: Terminal) -> list[str]:
    lines = ["", *filled(arrow.card.title, terminal, "  ")]
    lines += filled(f"{arrow.card.sentence} {arrow.card.doubt}", terminal, "    ")
    return [*lines, f"    {bar(arrow)}"] if terminal.columns >= _BAR + 4 else lines


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _echo(shown: Shown, terminal: Terminal) -> Iterator[list[str]]:
    if shown.echo is not None:
        card, _ = shown.echo
        yield _part(card.title, [card.doubt] if card.doubt else [], terminal)


def _unknown(shown: Shown, terminal: Terminal, words: Words) -> Iterator[list[str]]:
    if shown.unknowns:
        title = words.gettext("What we cannot see, and what would tell")
        lines = [line for one in shown.unknowns for line in _item(one.both, terminal)]
        yield [_strong(line, terminal) for line in filled(title, terminal)] + lines


def _item(text: str, terminal: Terminal) -> list[str]:
    first, *more = filled(text, terminal, "    ")
    return ["  - " + first[4:], *more]


def _part(title: str, sentences: list[str], terminal: Terminal) -> list[str]:
    heading = [_strong(line, terminal) for line in filled(title, terminal)]
    return heading + [line for one in sentences for line in filled(one, terminal, "  ")]


def _strong(line: str, terminal: Terminal) -> str:
    return f"\x1b[1m{line}\x1b[0m" if terminal.is_bold else line


def _wrapped(text: str, columns: int) -> list[str]:
    lines = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if lines[-1] and width_in_cells(joined) > columns:
            lines.append(word)
        else:
            lines[-1] = joined
    return lines


def _padded(text: str, columns: int) -> str:
    return text + " " * (columns - width_in_cells(text))
