import numpy as np
import pytest

from pasdedeux.model.response import respond
from pasdedeux.recognise.borders import courses_of_days
from pasdedeux.recognise.dance import LEAST_DAYS, patterns
from pasdedeux.recognise.links import figure_name
from pasdedeux.recognise.reading import read_dance
from pasdedeux.recognise.weighted import ENDS, quantiles
from pasdedeux.study.fits import _JUDGES, PLAIN_ENDS, figures, fitted, true_dance
from pasdedeux.study.made_couples import people_at
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.reading import Estimate
from tests.couples import couple


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


def test_a_fit_is_judged_by_the_very_intervals_that_are_shown() -> None:
    record = couple(1).record
    fit, _, belief = fitted(record)
    reading = read_dance(record, belief)
    at = {(figure.name, figure.partner): k for k, figure in enumerate(figures())}
    for link in reading.links:
        k = at[figure_name(link.cause, link.effect), link.source]
        assert (fit.low[k], fit.middle[k], fit.high[k]) == pytest.approx(_ends(link.strength))
    for name, estimate in (("loop gain", reading.loop_gain), ("echo days", reading.echo_days)):
        assert estimate is not None
        k = at[name, None]
        assert (fit.low[k], fit.middle[k], fit.high[k]) == pytest.approx(_ends(estimate))
    k = at["anxiety", Partner.A]
    ends = quantiles(belief.people[:, 0, 0], belief.weights, PLAIN_ENDS)
    assert (fit.low[k], fit.middle[k], fit.high[k]) == pytest.approx(tuple(ends))
    assert PLAIN_ENDS[0] > ENDS[0]


def _ends(estimate: Estimate) -> tuple[float, float, float]:
    return estimate.low, estimate.value, estimate.high
