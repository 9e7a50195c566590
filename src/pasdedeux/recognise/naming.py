"""Name the dance of a record by the one rule that every reading and every check uses."""

from pasdedeux.infer.fit import Belief
from pasdedeux.model.response import Response
from pasdedeux.recognise.dance import patterns
from pasdedeux.recognise.limits import never_changes, wrote_the_same
from pasdedeux.terms.reading import Pattern
from pasdedeux.terms.record import Record


def dances(record: Record, belief: Belief, response: Response) -> tuple[Pattern, ...]:
    """Give every dance of a couple with its probability, and which one may be named.

    Args:
        record: what the couple wrote.
        belief: what is believed of the two.
        response: figures of the belief's draws.

    Source: decision 0009.
    """
    tie = found_tie(record, belief)
    return patterns(belief.people, belief.weights, response, tie, record.days_together)


def found_tie(record: Record, belief: Belief) -> float:
    """Give the tie that naming goes by: none for sliders that never move, or move as one.

    Units: log odds.
    Source: decision 0009 (such answers agree with each other by themselves).
    """
    return 0.0 if never_changes(record) or wrote_the_same(record) else belief.tie
