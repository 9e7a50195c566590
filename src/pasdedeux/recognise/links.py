"""The arrows of the loop: how much more of one partner's move follows the other's."""

import numpy as np

from pasdedeux.model.response import Response
from pasdedeux.recognise.people import share_below
from pasdedeux.recognise.weighted import deviation, estimate, quantiles
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.reading import Link, Move

SHOWN: tuple[tuple[int, Move, Move], ...] = (
    (0, Move.PULLING_AWAY, Move.ALARM),
    (1, Move.PULLING_AWAY, Move.PRESSING),
    (2, Move.PULLING_AWAY, Move.PULLING_AWAY),
    (3, Move.PRESSING, Move.PULLING_AWAY),
)
"""Place in `Response.links`, cause and effect of each arrow that is shown."""

_DOTS = tuple((k + 0.5) / 10.0 for k in range(10))


def figure_name(cause: Move, effect: Move) -> str:
    """Name a link as the table of people in general does.

    Source: decision 0008.
    """
    return f"{cause} to {effect}"


def links(response: Response, weights: np.ndarray, before: Response) -> tuple[Link, ...]:
    """Give every arrow with its doubt.

    Args:
        response: figures of the draws.
        weights: of the draws; they sum to one.
        before: figures of even draws from the same couple's prior.

    Units: points of a 0-10 slider at the reference state.
    Source: decision 0008.
    """
    even = np.full(before.links.shape[0], 1.0 / before.links.shape[0])
    found = []
    for source in Partner:
        for place, cause, effect in SHOWN:
            values = response.links[:, source.place, place]
            strength = estimate(values, weights)
            doubt = deviation(values, weights)
            known = before.links[:, source.place, place]
            # Days that moved an arrow far have told much, though it be no narrower there.
            moved = float(weights @ values - known.mean())
            width = float(np.hypot(deviation(known, even), moved))
            name = figure_name(cause, effect)
            found.append(
                Link(
                    source=source,
                    cause=cause,
                    target=source.other,
                    effect=effect,
                    strength=strength,
                    among_people=(
                        share_below(name, strength.low),
                        share_below(name, strength.high),
                    ),
                    narrowed=doubt / max(width, 1e-9),
                    dots=tuple(float(dot) for dot in quantiles(values, weights, _DOTS)),
                )
            )
    return tuple(found)
