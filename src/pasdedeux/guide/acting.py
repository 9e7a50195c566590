"""Put what a practice changes into the model's terms, for whoever does it."""

from pasdedeux.guide.library import Of, Practice
from pasdedeux.model.practice import Change
from pasdedeux.terms.partner import Partner


def changes_of(practice: Practice, doer: Partner) -> tuple[Change, ...]:
    """Give the changes of a practice as the model takes them.

    Args:
        practice: as it ships; one for two says itself what it does to each.
        doer: whose practice it is.

    Source: decision 0062; the practice's own file for each amount.
    """
    return tuple(
        Change(
            partner=(doer if act.of is Of.SELF else doer.other).place,
            gain=act.gain,
            amount=act.amount,
            full_per_week=float(practice.full_per_week),
            onset_days=act.onset_days,
            fading_days=act.fading_days,
        )
        for act in practice.acts
    )
