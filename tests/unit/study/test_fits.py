import numpy as np

from pasdedeux.model.response import respond
from pasdedeux.recognise.borders import courses_of_days
from pasdedeux.recognise.dance import LEAST_DAYS, patterns
from pasdedeux.study.fits import _JUDGES, true_dance
from pasdedeux.study.made_couples import people_at


def test_a_true_dance_is_tried_on_courses_that_no_reading_uses() -> None:
    own, others = courses_of_days(), courses_of_days(_JUDGES)
    assert own.shape == others.shape
    words = range(own.shape[-1])
    alike = [np.corrcoef(own[..., k].ravel(), others[..., k].ravel())[0, 1] for k in words]
    assert np.abs(alike).max() < 0.05


def test_other_courses_seldom_change_a_dance() -> None:
    people = np.stack([people_at(1, place) for place in range(150)])
    ones = np.ones(1)
    read = []
    for pair in people[:, None]:
        (lead, *_) = patterns(pair, ones, respond(pair), np.inf, LEAST_DAYS)
        read.append((lead.dance, lead.leader))
    same = [true_dance(pair) == lead for pair, lead in zip(people, read, strict=True)]
    assert np.mean(same) >= 0.95
