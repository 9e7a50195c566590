"""Decide who of the two is read as A, so that who is called A makes no difference."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from pasdedeux.infer.prior import Prior
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.record import Moment, Record, Step


def mirrored(record: Record) -> Record:
    """Call A B and B A everywhere in a record.

    Source: decision 0007.
    """
    return replace(
        record,
        names=(record.names[1], record.names[0]),
        check_ins=tuple(replace(one, partner=one.partner.other) for one in record.check_ins),
        moments=tuple(_told_by_the_other(one) for one in record.moments),
        traits=tuple(replace(one, partner=one.partner.other) for one in record.traits),
    )


def _told_by_the_other(moment: Moment) -> Moment:
    steps = tuple(Step(step.partner.other, step.act) for step in moment.steps)
    return replace(moment, teller=moment.teller.other, steps=steps)


def is_turned(record: Record) -> bool:
    """Tell whether a record is to be read the other way round.

    It rests on what the two wrote, not on their letters: a record and its mirror are read alike,
    though the filter takes A's answers first and the draws are not alike for both.

    Source: decision 0007.
    """
    first, second = (sorted(_lines(record, who)) for who in Partner)
    return second < first


def is_even(record: Record) -> bool:
    """Tell whether a record is its own mirror: nothing in it tells the two apart.

    Source: decision 0007.
    """
    first, second = (sorted(_lines(record, who)) for who in Partner)
    return first == second


def _lines(record: Record, who: Partner) -> Iterator[tuple[object, ...]]:
    """Say all that one partner wrote, in numbers and words that can be put in order."""
    for entry in record.check_ins:
        if entry.partner is who:
            answers = [(str(item), entry.values[item]) for item in sorted(entry.values)]
            steps = [(str(item), entry.step[item]) for item in sorted(entry.step)]
            yield "check-in", entry.day, entry.exchange, answers, steps
    for moment in record.moments:
        if moment.teller is who:
            told = [(step.partner is who, str(step.act)) for step in moment.steps]
            yield "moment", moment.day, moment.exchange, told, [str(moment.ended)]
    for trait in record.traits:
        if trait.partner is who:
            yield "trait", 0, 0, [(trait.dimension, trait.value)], [trait.error]


def is_prior_turned(prior: Prior) -> bool:
    """Tell whether draws of a prior are to be made the other way round.

    Source: decision 0007.
    """
    first, second = _halves(prior)
    return second < first


def is_prior_even(prior: Prior) -> bool:
    """Tell whether a prior says the same of both.

    Source: decision 0007.
    """
    first, second = _halves(prior)
    return first == second


def _halves(prior: Prior) -> tuple[tuple[list[float], list[float]], ...]:
    """Give mean and spread of either partner, without what rounding alone tells apart."""
    means = prior.mean.round(9).reshape(2, -1)
    spreads = (prior.root @ prior.root.T).diagonal().round(9).reshape(2, -1)
    return tuple((means[k].tolist(), spreads[k].tolist()) for k in (0, 1))


def mirrored_prior(prior: Prior) -> Prior:
    """Give the belief before any day about the same two, called the other way round.

    Source: decision 0007.
    """
    order = np.roll(np.arange(prior.mean.size), prior.mean.size // 2)
    spread = (prior.root @ prior.root.T)[np.ix_(order, order)]
    return Prior(prior.mean[order], np.linalg.cholesky(spread), (prior.told[1], prior.told[0]))
