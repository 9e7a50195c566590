"""Try, a practice, its player and what was done, as a browser without scripts meets them."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pasdedeux.actions.ask_privately import Step, questions
from pasdedeux.guide.library import Mode, practice, practices
from tests.living import Browser, Living, living

YES = {question.name: "yes" for question in questions(Step.FIRST)}
OFFERED = re.compile(r'href="/try/([a-z-]+)"')
STEP = re.compile(r'id="s(\d+)"')


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Living]:
    with living(tmp_path) as made:
        yield made


def offered(browser: Browser, path: str = "/try") -> set[str]:
    return set(OFFERED.findall(browser.go(path))) - {"done"}


def main_of(browser: Browser, path: str) -> str:
    return browser.go(path).partition("<main")[2].partition("</main>")[0]


def test_three_come_first_and_everything_else_lies_under_its_heading(house: Living) -> None:
    ana = house.person("Ana").say_no()
    assert offered(ana) == {one.name for one in practices()}
    assert ana.page.text.count('class="card offer"') == 3
    for heading in ("For the one who presses", "For the one who steps back", "For the two of you"):
        assert heading in ana.text
    assert '<details class="shelf">' in ana.page.text


def test_plain_links_narrow_the_list_and_widen_it_again(house: Living) -> None:
    ana = house.person("Ana").say_no()
    short = offered(ana, "/try?minutes=5")
    assert short == {one.name for one in practices() if one.minutes <= 5}
    both = offered(ana, "/try?minutes=5&mode=two")
    assert both == {one.name for one in practices() if one.minutes <= 5 and one.mode is Mode.TWO}
    assert 'href="/try?minutes=5"' in ana.page.text
    assert 'href="/try?mode=two"' in ana.page.text
    assert "show all" in ana.text
    everything = offered(ana, "/try?minutes=5000&mode=%3Cb%3E&x=1")
    assert everything == {one.name for one in practices()}
    assert "%3Cb" not in ana.page.text
    assert "<b>" not in ana.page.text


def test_a_practice_says_when_not_before_it_says_how(house: Living) -> None:
    ana = house.person("Ana").say_no()
    for one in practices():
        ana.go(f"/try/{one.name}")
        assert ana.page.status_code == 200
        text = ana.text
        assert text.index("When not") < text.index("Begin") < text.index("The steps")
        assert text.index("The steps") < text.index("What is known")
        assert 'href="/numbers"' in main_of(ana, f"/try/{one.name}")
        assert "assumption" not in text


def test_a_name_that_is_none_is_not_there(house: Living) -> None:
    ana = house.person("Ana")
    for path in ("/try/yoga", "/try/yoga/go", "/try/Pause", "/try/../try/pause/x"):
        assert ana.client.get(path).status_code == 404


def test_the_player_is_one_page_with_a_step_each_and_the_time_in_words(house: Living) -> None:
    ana = house.person("Ana").say_no()
    for one in practices():
        found = main_of(ana, f"/try/{one.name}/go")
        first = 0 if one.mode is Mode.TWO else 1
        expected = [str(number) for number in range(first, len(one.steps) + 1)]
        assert STEP.findall(found) == expected
        assert found.count('class="clock"') == sum(bool(step.seconds) for step in one.steps)
        for number in range(1, len(one.steps)):
            assert f'href="#s{number + 1}"' in found
        assert 'href="#end"' in found
    ana.go("/try/slow-breathing/go")
    assert "Take about four minutes." in ana.text


def test_a_practice_is_done_kept_listed_and_erased(house: Living) -> None:
    ana = house.person("Ana")
    assert "Nothing yet" in (ana.go("/try/done") and ana.text)
    ana.send(
        {"how": "whole", "effort": "4", "note": "quiet <i>in</i> the kitchen"},
        at="/try/slow-breathing/go",
    )
    assert ana.path == "/try/done"
    for words in ("Kept.", "Slow breathing", "Today \u00b7 hard", "quiet <i>in</i> the kitchen"):
        assert words in ana.text
    assert "halfway" not in ana.text
    erase = re.search(r'action="(/try/done/[0-9a-f]{32}/erase)"', ana.page.text)
    assert erase
    ana.send(to=erase[1])
    assert "Nothing yet" in ana.text


def test_stopping_halfway_is_kept_without_blame(house: Living) -> None:
    ana = house.person("Ana").send({"how": "halfway"}, at="/try/pause/go")
    assert "Stopping when it is enough is part of it" in ana.text
    assert "halfway" in ana.text
    for word in ("failed", "missed", "in a row", "again tomorrow", "incomplete"):
        assert word not in ana.text.lower()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"note": "kept so far"}, "Say by one of the two buttons how it went."),
        ({"note": "kept so far", "how": "whole", "effort": "9"}, "Please choose one of these."),
        ({"note": "kept so far" + "a" * 600, "how": "whole"}, "characters too long"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(
    house: Living, sent: dict[str, str], said: str
) -> None:
    ana = house.person("Ana").send(sent, at="/try/pause/go")
    assert ana.path == "/try/pause/go"
    assert said in ana.text
    assert "kept so far" in ana.page.text
    assert 'class="stage now" id="end"' in ana.page.text
    assert "Nothing yet" in (ana.go("/try/done") and ana.text)


def test_the_careful_path_is_suggested_nothing_for_two_and_told_nothing(house: Living) -> None:
    ana = house.person("Ana")
    unasked = ana.go("/try")
    found = offered(ana)
    assert len(found) >= 5
    assert all(practice(name).careful for name in found)
    for word in (
        "\u00b7 for two",
        "together",
        "two of you",
        "safe",
        "careful",
        "afraid",
        "instead",
    ):
        assert word not in ana.text.lower(), word
    ana.say_no()
    assert found < offered(ana)
    ana.send({**YES, "step": "first"}, at="/private/on")
    assert ana.go("/try") == unasked
    assert offered(ana, "/try?mode=two") == set()


def test_a_practice_for_two_has_the_same_address_and_title_and_its_part_for_one(
    house: Living,
) -> None:
    ana, ben = house.couple("Ana", "Ben")
    ben.say_no()
    for one in (one for one in practices() if one.mode is Mode.TWO):
        whole, part = main_of(ben, f"/try/{one.name}"), main_of(ana, f"/try/{one.name}")
        assert one.title in part
        for step in one.alone:
            assert step.text in whole.replace("&#39;", "'")
            assert step.text in part.replace("&#39;", "'")
        for step in one.steps:
            assert step.text in whole
            assert step.text not in part
        played = main_of(ana, f"/try/{one.name}/go")
        assert STEP.findall(played) == [str(n) for n in range(1, len(one.alone) + 1)]
        assert "On two phones" not in played
        assert "On two phones" in main_of(ben, f"/try/{one.name}/go")
        assert "for two" not in part.partition("When not")[0]


def test_the_other_reads_what_is_shared_and_neither_the_line_nor_the_effort(house: Living) -> None:
    ana, ben = house.couple("Ana", "Ben")
    ana.send({"how": "whole", "effort": "5", "note": "mine alone"}, at="/try/pause/go")
    assert "Three breaths" not in (ben.go("/shown") and ben.text)
    ana.send(to="/sharing/practices/on", at="/sharing")
    assert "how hard it was for you" in ana.text
    assert "Three breaths before you answer" in ana.text
    ben.go("/shown")
    assert "Three breaths before you answer" in ben.text
    assert "mine alone" not in ben.page.text
    assert "very hard" not in ben.page.text
    ana.go("/try/done")
    assert "shared" in ana.text
