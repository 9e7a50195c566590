"""The pages of a what-if and of a week: for whom they are, and what they say without a reading."""

from collections.abc import Iterator
from concurrent.futures import Executor, Future
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from pasdedeux.actions import read_apart
from pasdedeux.actions.see_dance import Readings
from pasdedeux.model.gains import Person
from pasdedeux.recognise.what_if import DRAWS, text_of
from pasdedeux.terms.reading import Reading
from tests.living import Browser, Living, living
from tests.readings import ANXIOUS_AVOIDANT


class Ready(Executor):
    """A worker that has the same reading for everybody, at once."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def submit(self, work: Any, /, *_: Any, **__: Any) -> Future[Any]:  # noqa: ANN401 - as in Executor
        done: Future[Any] = Future()
        done.set_result(None if work is read_apart.fit else self.reading)
        return done


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Living]:
    people = np.zeros((DRAWS, 2, len(Person._fields)))
    people[:, :, :2] = 1.0  # alike: which of the two is A goes by their ids
    reading = replace(ANXIOUS_AVOIDANT, likely=text_of(people))
    work = Readings(lambda: Ready(reading))
    with living(tmp_path_factory.mktemp("home"), readings=work) as made:
        yield made


@pytest.fixture(scope="module")
def couple(house: Living) -> tuple[Browser, Browser]:
    ana, ben = house.couple("Ana", "Ben")
    for one in (ana, ben):
        one.say_no()
        one.send({"close": "5"}, at="/check-in")
    return ana, ben


def test_a_forecast_shows_both_courses_with_their_doubt_and_its_assumptions(
    couple: tuple[Browser, Browser],
) -> None:
    ana, _ = couple
    ana.go("/try/clear-request/if/3")
    assert ana.page.status_code == 200
    assert "As things are" in ana.text
    assert "With the practice" in ana.text
    assert "by enough to notice" in ana.text
    assert "not a promise" in ana.text
    assert "assumption" in ana.text.lower()
    assert ana.page.text.count("<svg") == 2


def test_the_page_of_a_practice_says_which_way_its_forecast_points(
    couple: tuple[Browser, Browser],
) -> None:
    ana, _ = couple
    ana.go("/try/clear-request")
    assert "What it may change for you two" in ana.text
    assert "/try/clear-request/if/" in ana.page.text


@pytest.mark.parametrize(
    "address", ["/try/clear-request/if/4", "/try/none/if/3", "/try/pause/if/x"]
)
def test_what_cannot_be_asked_is_not_there(couple: tuple[Browser, Browser], address: str) -> None:
    ana, _ = couple
    ana.go(address)
    assert ana.page.status_code == 404


def test_before_there_is_a_reading_the_page_says_so(house: Living) -> None:
    cora = house.person("Cora")
    cora.say_no()
    cora.go("/try/pause/if/3")
    assert cora.page.status_code == 200
    assert "best seen by trying" in cora.text
    cora.go("/try/pause")
    assert "What it may change" not in cora.text


def test_on_the_careful_path_no_forecast_of_the_two_is_shown(house: Living) -> None:
    dora, _ = house.couple("Dora", "Emil")
    dora.send({"close": "5"}, at="/check-in")
    dora.go("/try/clear-request/if/3")
    assert dora.page.status_code == 200
    assert "With the practice" not in dora.text
    assert "best seen by trying" in dora.text
    dora.go("/try")
    assert "It may" not in dora.text


def test_a_week_is_planned_kept_and_can_be_changed(couple: tuple[Browser, Browser]) -> None:
    ana, _ = couple
    ana.go("/week")
    first = ana.text
    assert "This week, one thing" in first
    ana.go("/week")
    assert ana.text == first
    other = ana.page.text.split('name="practice"')[1].split('value="')[1].split('"')[0]
    ana.send({"practice": other}, to="/week/choose")
    assert "Changed for this week" in ana.text
    assert "You chose it for this week." in ana.text


def test_what_was_done_this_week_is_said_without_a_count_of_what_was_not(
    couple: tuple[Browser, Browser],
) -> None:
    _, ben = couple
    ben.go("/week")
    assert "so far" not in ben.text
    action = ben.page.text.split('href="/try/')[1].split("/go")[0]
    ben.send({"how": "whole"}, at=f"/try/{action}/go")
    ben.go("/week")
    assert "Done once so far this week." in ben.text
    assert "missed" not in ben.text.lower()


def test_a_choice_that_is_not_offered_is_refused(couple: tuple[Browser, Browser]) -> None:
    ana, _ = couple
    ana.go("/week")
    ana.send({"practice": "no-such-thing"}, to="/week/choose")
    assert "Please choose one of these." in ana.text


def test_the_week_on_the_careful_path_offers_nothing_for_two(house: Living) -> None:
    flo, _ = house.couple("Flo", "Gil")
    flo.go("/week")
    assert flo.page.status_code == 200
    for name in ("listening", "taking-turns", "hello-and-goodbye"):
        assert f"/try/{name}" not in flo.page.text
        assert f'value="{name}"' not in flo.page.text
