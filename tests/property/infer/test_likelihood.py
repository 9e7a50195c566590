"""Laws of the likelihood: no one comes first, the missing is not there, forecasts are sized."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import ndtr, ndtri

from pasdedeux.infer.likelihood import forecasts, log_likelihood
from pasdedeux.infer.sides import mirrored
from pasdedeux.infer.timeline import timeline
from pasdedeux.model.gains import FIELDS
from pasdedeux.model.observe import Signal
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.record import Act, CheckIn, Ending, Item, Moment, Record, Step
from tests.couples import check_in, couple, exchanged


def _of(place: int) -> tuple[np.ndarray, Record]:
    made = couple(place)
    return np.ascontiguousarray(made.people), made.record


def test_swapping_the_partners_leaves_the_likelihood_within_the_filters_own_error() -> None:
    away = []
    for place in range(30):
        people, record = _of(place)
        here = log_likelihood(people, timeline(record))
        away.append(abs(log_likelihood(exchanged(people), timeline(mirrored(record))) - here))
    # The filter reads A's cell before B's, and each only as far as a normal can tell it: a
    # hundredth of a unit in logs of three hundred.
    assert np.median(away) < 0.02
    assert max(away) < 0.2


@given(st.permutations(range(len(couple(1).record.check_ins))))
@settings(max_examples=10)
def test_a_record_in_another_order_is_the_same_record(order: list[int]) -> None:
    people, record = _of(1)
    other = replace(
        record,
        check_ins=tuple(record.check_ins[k] for k in order),
        moments=record.moments[::-1],
    )
    assert log_likelihood(people, timeline(other)) == log_likelihood(people, timeline(record))


@pytest.mark.parametrize("item", list(Item))
def test_an_item_left_alone_is_as_if_it_had_not_been_asked(item: Item) -> None:
    people, record = _of(2)
    line = timeline(record)
    without = timeline(
        replace(
            record,
            check_ins=tuple(
                replace(entry, values={k: v for k, v in entry.values.items() if k is not item})
                for entry in record.check_ins
            ),
        )
    )
    kept = line.signal != Signal[item.name if item is not Item.THERE_FOR_ME else "THERE"]
    cut = line._replace(
        at=line.at[kept],
        signal=line.signal[kept],
        teller=line.teller[kept],
        low=line.low[kept],
        high=line.high[kept],
    )
    assert without.at.size < line.at.size
    assert log_likelihood(people, without) == log_likelihood(people, cut)


def test_an_answer_that_could_be_anything_tells_nothing() -> None:
    people, record = _of(3)
    line = timeline(record)
    last = line.at.size - 1
    low, high = line.low.copy(), line.high.copy()
    low[last], high[last] = -np.inf, np.inf
    cut = line._replace(
        at=line.at[:last],
        signal=line.signal[:last],
        teller=line.teller[:last],
        low=line.low[:last],
        high=line.high[:last],
    )
    open_ended = log_likelihood(people, line._replace(low=low, high=high))
    assert open_ended == pytest.approx(log_likelihood(people, cut), abs=1e-3)


def test_the_chance_of_all_answers_to_one_question_is_one() -> None:
    people, _ = _of(4)
    total = 0.0
    for value in range(11):
        entry = check_in(Partner.A, 2, uneasy=float(value))
        total += np.exp(log_likelihood(people, timeline(Record("1", check_ins=(entry,)))))
    assert total == pytest.approx(1.0, abs=1e-5)


@cache
def _ranks() -> dict[int, np.ndarray]:
    """Give where each answer fell in its forecast, by signal, at the truth: uniform if right."""
    chance = np.random.default_rng(5)
    found: dict[int, list[np.ndarray]] = {}
    for place in range(40):
        made = couple(100 + place, days=40, moments=3)
        line = timeline(made.record)
        centre, sd = forecasts(np.ascontiguousarray(made.people), line).T
        below, above = ndtr((line.low - centre) / sd), ndtr((line.high - centre) / sd)
        rank = below + chance.uniform(size=below.size) * (above - below)
        for signal in Signal:
            found.setdefault(int(signal), []).append(rank[line.signal == signal])
    return {signal: np.concatenate(parts) for signal, parts in found.items()}


SLIDERS = [signal for signal in Signal if signal <= Signal.THERE]


@pytest.mark.parametrize("signal", SLIDERS)
def test_forecasts_of_a_slider_are_calibrated_at_the_truth(signal: Signal) -> None:
    ranks = _ranks()[int(signal)]
    scores = ndtri(np.clip(ranks, 1e-9, 1.0 - 1e-9))
    assert ranks.size > 3000
    assert abs(scores.mean()) < 0.1
    assert abs(scores.std() - 1.0) < 0.1


@pytest.mark.parametrize("signal", SLIDERS)
def test_every_rank_of_a_forecast_is_equally_likely_at_the_truth(signal: Signal) -> None:
    ranks = np.sort(_ranks()[int(signal)])
    away = np.abs(ranks - (np.arange(ranks.size) + 0.5) / ranks.size).max()
    # Not a test of exactness: the filter is a normal's, the world is not. A twentieth is small.
    assert away < 0.05


sliders = st.sampled_from([0.0, 10.0]) | st.floats(0.0, 10.0) | st.integers(0, 10).map(float)
checks = st.builds(
    CheckIn,
    st.sampled_from(Partner),
    st.integers(0, 12),
    st.integers(0, 3),
    st.dictionaries(st.sampled_from(Item), sliders, min_size=1),
    st.dictionaries(st.sampled_from(Item), st.floats(0.001, 10.0)),
)
tellings = st.builds(
    Moment,
    st.sampled_from(Partner),
    st.integers(0, 12),
    st.integers(0, 3),
    st.lists(
        st.builds(Step, st.sampled_from(Partner), st.sampled_from(Act)), min_size=1, max_size=24
    ).map(tuple),
    st.none() | st.sampled_from(Ending),
)


@st.composite
def records(draw: st.DrawFn) -> Record:
    seen = draw(st.lists(checks, max_size=12, unique_by=lambda e: (e.partner, e.day, e.exchange)))
    told = draw(st.lists(tellings, max_size=3, unique_by=lambda e: (e.teller, e.day, e.exchange)))
    return Record("1", check_ins=tuple(seen), moments=tuple(told))


@given(records(), st.lists(st.floats(-3.5, 3.5), min_size=2 * FIELDS, max_size=2 * FIELDS))
@settings(max_examples=150)
def test_any_record_has_a_likelihood_under_any_people(record: Record, told: list[float]) -> None:
    people = np.array(told).reshape(2, FIELDS) * ([0.9] * 2 + [0.35] * 7 + [0.7, 0.15, 0.25])
    value = log_likelihood(people, timeline(record))
    assert np.isfinite(value)
    assert value <= 1e-5


CONSTANT = {
    "always none": dict.fromkeys(Item, 0.0),
    "always all": dict.fromkeys(Item, 10.0),
    "always the middle": dict.fromkeys(Item, 5.0),
}


@pytest.mark.parametrize("values", CONSTANT.values(), ids=CONSTANT.keys())
@pytest.mark.parametrize("days", [1, 60])
def test_constant_answers_have_a_likelihood(values: dict[Item, float], days: int) -> None:
    entries = [CheckIn(who, day, 1, values) for day in range(days) for who in Partner]
    line = timeline(Record("1", check_ins=tuple(entries)))
    assert np.isfinite(log_likelihood(np.zeros((2, FIELDS)), line))
