"""A score becomes a trait for the dyad model, where its ruler has a reference group."""

from collections.abc import Mapping
from dataclasses import dataclass

from pasdedeux.measure.instrument import Instrument
from pasdedeux.measure.scoring import score
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.score import Score, Scored, Trait, Unscored

_DIMENSIONS = frozenset({"anxiety", "avoidance"})
_LEAST_KNOWN = 0.1
"""Share of the variance that the answers must have explained; below it they say next to nothing."""


@dataclass(frozen=True, slots=True)
class NoTrait:
    """Why a score does not inform the model."""

    reason: str


def trait(scored: Scored, partner: Partner) -> Trait | NoTrait:
    """Give where this partner stands, in standard deviations of the reference group.

    Value and error are what the answers alone say: the score's own standard normal prior is
    taken out again, so that the model may put its prior in once.

    Args:
        scored: a score of any instrument, or the reason why there is none.
        partner: whose it is.

    Source: decision 0018.
    Limits: only the graded score of the ECR has a reference group; a seven-point mean has
        none, and is not stretched into one.
    """
    if isinstance(scored, Unscored):
        return NoTrait(scored.reason)
    return _of_score(scored, partner)


def _of_score(found: Score, partner: Partner) -> Trait | NoTrait:
    ruler = found.ruler
    if ruler.scale not in _DIMENSIONS:
        return NoTrait(f"{ruler.instrument} {ruler.scale} is no attachment dimension")
    if ruler.metric != "theta":
        return NoTrait(
            f"{ruler.instrument} {ruler.scale}: a {ruler.metric} of answers has no reference "
            "group, so nobody knows what is high or low on it"
        )
    kept = 1 - found.error**2
    if kept < _LEAST_KNOWN:
        return NoTrait(f"{ruler.instrument} {ruler.scale}: too few answers to say anything")
    return Trait(
        partner, ruler.scale, found.value / kept, found.error / kept**0.5, ruler.instrument
    )


def traits_of(
    instrument: Instrument,
    answers: Mapping[str, int | None],
    partner: Partner,
    form: str = "full",
    target: str = "",
) -> tuple[Trait | NoTrait, ...]:
    """Give what one sheet of answers tells the dyad model: one entry for each dimension.

    Args:
        instrument: what was answered.
        answers: by item; an absent item or None is no answer.
        partner: whose answers they are.
        form: `full`, `short` or `adaptive`.
        target: whom they are about, for instruments with targets.

    Raises:
        UnreadableError: an item does not exist or its answer is out of range.

    Source: decision 0018.
    Limits: a dimension without a reference group gives the reason, never a guess.
    """
    found = score(instrument, answers, form, target)
    usable = {one.ruler.scale for one in found if one.ruler.metric == "theta"}
    return tuple(
        trait(one, partner)
        for one in found
        if one.ruler.metric == "theta" or one.ruler.scale in _DIMENSIONS - usable
    )
