"""Write a reading as plain values and read it back, for the store that keeps it sealed."""

import json
import types
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from pasdedeux.terms.reading import Reading


def to_bytes(reading: Reading) -> bytes:
    """Write a reading."""
    return json.dumps(_plain(reading), separators=(",", ":")).encode()


def from_bytes(kept: bytes) -> Reading | None:
    """Read it back; nothing where an earlier version wrote it otherwise."""
    try:
        found: Reading = _made(Reading, json.loads(kept))
    except (KeyError, TypeError, ValueError):
        return None
    return found


def _plain(value: Any) -> Any:  # noqa: ANN401 - any value of a record
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def _made(kind: Any, value: Any) -> Any:  # noqa: ANN401 - any value of a record
    """Make a value of a type; a wrong shape raises."""
    if get_origin(kind) in {Union, types.UnionType}:
        rest = [one for one in get_args(kind) if one is not types.NoneType]
        return None if value is None else _made(rest[0], value)
    if get_origin(kind) is tuple:
        return _tuple(get_args(kind), value)
    if isinstance(kind, type) and is_dataclass(kind):
        return kind(**{name: _made(hint, value[name]) for name, hint in _hints(kind).items()})
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    if not isinstance(value, (float, int) if kind is float else kind):
        msg = f"{value!r} is no {kind}"
        raise TypeError(msg)
    return value


@cache
def _hints(kind: type[Any]) -> dict[str, Any]:
    """Give the type of each field; asking a class takes longer than reading all of its values."""
    hints = get_type_hints(kind)
    return {one.name: hints[one.name] for one in fields(kind)}


def _tuple(kinds: tuple[Any, ...], value: Any) -> tuple[Any, ...]:  # noqa: ANN401 - as above
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(_made(kinds[0], one) for one in value)
    return tuple(_made(kind, one) for kind, one in zip(kinds, value, strict=True))
