"""The first evening's list of patterns is as sure as it is right, from one side and from both."""

from dataclasses import replace

import numpy as np
import pytest

from pasdedeux.infer.fit import believe
from pasdedeux.infer.verdict import verdict_of
from pasdedeux.model.diary import Plan
from pasdedeux.model.response import respond
from pasdedeux.recognise.naming import dances
from pasdedeux.study.fits import true_dance
from pasdedeux.study.made_couples import people_at, written
from pasdedeux.terms.partner import Partner

pytestmark = pytest.mark.slow

COUPLES = 240


def _found(place: int, writers: tuple[Partner, ...]) -> tuple[float, bool] | None:
    """Give the leading pattern's probability and whether it is the true one."""
    people = people_at(41, place)
    record = written(41, place, people, Plan(1, missing=0.0), told=False).record
    entries = tuple(one for one in record.check_ins if one.partner in writers)
    record = replace(record, check_ins=entries[-len(writers) :])
    belief = believe(record)
    if not verdict_of(belief).may_show:
        return None
    lead, *_ = dances(record, belief, respond(belief.people))
    return lead.probability, (lead.dance, lead.leader) == true_dance(people)


@pytest.mark.parametrize("writers", [(Partner.A,), tuple(Partner)])
def test_after_one_evening_a_pattern_is_as_often_right_as_it_is_said(
    writers: tuple[Partner, ...],
) -> None:
    found = [one for place in range(COUPLES) if (one := _found(place, writers)) is not None]
    assert len(found) > 0.9 * COUPLES
    said, right = np.mean(found, axis=0)
    # 240 couples: a share of .6 errs by .032, so that an honest list falls out once in 400 runs.
    assert abs(said - right) < 0.095
