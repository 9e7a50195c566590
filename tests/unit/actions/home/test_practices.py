"""What is kept of a practice, who sees which part of it, and what may be suggested to whom."""

import io
import json
import zipfile
from datetime import date, datetime

import pytest

from pasdedeux.actions import ask_privately, do_practice, export_record, find_practice
from pasdedeux.actions.ask_privately import Said, Step, questions
from pasdedeux.actions.do_practice import erase_practice, keep_practice, practices_done
from pasdedeux.actions.see_sharing import seen_by_other, shown_to_me
from pasdedeux.guide.library import Mode, practices
from pasdedeux.present import kept_words
from pasdedeux.store import grants, items
from pasdedeux.terms.errors import MissingError, RefusedError, TooLongError
from pasdedeux.terms.home import Kind
from tests.homes import Cast

NOW = datetime(2026, 3, 2, 21, 30).astimezone()
LINE = "a line of my own"


def keep_all_of_it(cast: Cast) -> str:
    return keep_practice(
        cast.home, cast.ana, "slow-breathing", NOW, effort=4, note=LINE, once="a form"
    )


def opened(cast: Cast) -> None:
    """Answer each private question with a no."""
    no = {question.name: Said.NO for question in questions(Step.FIRST)}
    ask_privately.answer_first(cast.home, cast.ana, no, NOW.date())


def test_a_practice_done_is_kept_with_how_it_was_and_once(cast: Cast) -> None:
    keep_all_of_it(cast)
    keep_all_of_it(cast)
    (one,) = practices_done(cast.home, cast.ana)
    assert (one.day, one.practice, one.is_whole) == (date(2026, 3, 2), "slow-breathing", True)
    assert (one.effort, one.note, one.is_shared) == (4, LINE, False)
    assert practices_done(cast.home, cast.ben) == ()


def test_what_is_done_past_midnight_belongs_to_the_evening(cast: Cast) -> None:
    keep_practice(cast.home, cast.ana, "pause", NOW.replace(day=3, hour=1))
    assert practices_done(cast.home, cast.ana)[0].day == date(2026, 3, 2)


def test_the_last_comes_first_and_nothing_said_is_nothing(cast: Cast) -> None:
    keep_practice(cast.home, cast.ana, "pause", NOW)
    keep_practice(cast.home, cast.ana, "journal", NOW, is_whole=False)
    last, first = practices_done(cast.home, cast.ana)
    assert (last.practice, first.practice) == ("journal", "pause")
    assert (last.is_whole, first.is_whole) == (False, True)
    assert (first.effort, first.note) == (None, "")


def test_what_is_shared_says_the_practice_and_the_day_and_no_more(cast: Cast) -> None:
    keep_all_of_it(cast)
    grants.share(cast.store, cast.ana, Kind.PRACTICES)
    keep_all_of_it(cast)
    (shown,) = shown_to_me(cast.home, cast.ben, Kind.PRACTICES)
    assert shown.body == {"day": "2026-03-02", "practice": "slow-breathing"}
    assert kept_words.lines(shown.kind, shown.body) == ("Slow breathing",)
    assert len(seen_by_other(cast.home, cast.ana)) == 1
    assert practices_done(cast.home, cast.ana)[0].is_shared
    grants.withdraw(cast.store, cast.ana, Kind.PRACTICES)
    assert shown_to_me(cast.home, cast.ben, Kind.PRACTICES) == ()


def test_what_was_stopped_halfway_is_shown_to_nobody(cast: Cast) -> None:
    grants.share(cast.store, cast.ana, Kind.PRACTICES)
    keep_practice(cast.home, cast.ana, "listening", NOW, is_whole=False, note=LINE)
    assert shown_to_me(cast.home, cast.ben, Kind.PRACTICES) == ()
    assert not practices_done(cast.home, cast.ana)[0].is_shared


def test_erasing_takes_both_parts(cast: Cast) -> None:
    which = keep_all_of_it(cast)
    keep_practice(cast.home, cast.ana, "pause", NOW)
    erase_practice(cast.home, cast.ana, which)
    assert [one.practice for one in practices_done(cast.home, cast.ana)] == ["pause"]
    assert len(items.mine(cast.store, cast.ana, Kind.PRACTICES)) == 2
    with pytest.raises(MissingError):
        erase_practice(cast.home, cast.ana, which)


def test_nobody_erases_what_is_another_s_nor_the_half_of_a_thing(cast: Cast) -> None:
    which = keep_all_of_it(cast)
    own = next(
        one.id for one in items.mine(cast.store, cast.ana, Kind.PRACTICES) if one.id != which
    )
    for who, what in ((cast.ben, which), (cast.cleo, which), (cast.ana, own)):
        with pytest.raises(MissingError):
            erase_practice(cast.home, who, what)
    assert practices_done(cast.home, cast.ana)[0].note == LINE


@pytest.mark.parametrize(
    ("name", "effort", "note", "error"),
    [
        ("yoga", 3, "", MissingError),
        ("pause", 9, "", RefusedError),
        ("pause", 0, "", RefusedError),
        ("pause", 3, "a" * (do_practice.LONGEST_NOTE + 1), TooLongError),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(
    cast: Cast, name: str, effort: int, note: str, error: type[RefusedError]
) -> None:
    with pytest.raises(error):
        keep_practice(cast.home, cast.ana, name, NOW, effort=effort, note=note)
    assert items.mine(cast.store, cast.ana, Kind.PRACTICES) == ()


def test_a_practice_that_ships_no_longer_stays_in_the_list(cast: Cast) -> None:
    body = {"day": "2026-03-02", "practice": "old-way"}
    items.write(cast.store, cast.ana, Kind.PRACTICES, body)
    items.write(cast.store, cast.ana, Kind.PRACTICES, {"practice": "no day at all"})
    (one,) = practices_done(cast.home, cast.ana)
    assert one.practice == "old-way"
    assert kept_words.lines(Kind.PRACTICES, body) == ("Old way",)


def test_the_copy_holds_all_of_it(cast: Cast) -> None:
    keep_all_of_it(cast)
    with zipfile.ZipFile(io.BytesIO(export_record.export_record(cast.home, cast.ana))) as archive:
        told = json.loads(archive.read("everything.json"))["written"]
        page = archive.read("read-me.html").decode()
    assert [one["kind"] for one in told] == ["practices", "practices"]
    assert {one["what"].get("note") for one in told} == {None, LINE}
    assert LINE in page
    assert "slow-breathing" in page


def test_before_anybody_was_asked_only_what_is_for_one_is_suggested(cast: Cast) -> None:
    found = find_practice.suggested(cast.home, cast.ana)
    assert found
    assert all(one.careful and one.mode is Mode.ALONE for one in found)
    opened(cast)
    assert set(find_practice.suggested(cast.home, cast.ana)) == set(practices())
    assert find_practice.suggested(cast.home, cast.ben) == found


def test_a_yes_takes_what_is_for_two_out_of_the_list_and_leaves_its_address(cast: Cast) -> None:
    opened(cast)
    assert find_practice.does_together(cast.home, cast.ana)
    yes = {question.name: Said.YES for question in questions(Step.FIRST)}
    ask_privately.answer_first(cast.home, cast.ana, yes, NOW.date())
    assert not find_practice.does_together(cast.home, cast.ana)
    names = {one.name for one in find_practice.suggested(cast.home, cast.ana)}
    assert "listening" not in names
    assert find_practice.find_practice("listening").mode is Mode.TWO


def test_easy_and_short_ones_are_suggested_first(cast: Cast) -> None:
    opened(cast)
    found = find_practice.suggested(cast.home, cast.ana)
    assert {one.effort for one in found[:3]} == {1}
    assert len({one.who for one in found[:3]}) > 1
    efforts = [one.effort for one in found[4:]]
    assert efforts == sorted(efforts)
