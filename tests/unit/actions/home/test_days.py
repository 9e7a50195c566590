"""What a check-in, a moment and the journal promise."""

from datetime import date, datetime

import pytest

from pasdedeux.actions import check_in as checking
from pasdedeux.actions import log_moment as telling
from pasdedeux.actions import write_journal as journal
from pasdedeux.actions.check_in import When
from pasdedeux.store import grants, items
from pasdedeux.store.keys import Session
from pasdedeux.terms.errors import ChangedError, NotShareableError, RefusedError, TooLongError
from pasdedeux.terms.home import Choice, ItemId, Kind
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.record import Act, Ending, Item, Step
from tests.homes import Cast

DAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 20, 5).astimezone()
ME, YOU = Partner.A, Partner.B


@pytest.mark.parametrize(
    ("hour", "day", "slot"), [(4, 21, 3), (5, 22, 0), (11, 22, 1), (18, 22, 2), (23, 22, 3)]
)
def test_the_night_belongs_to_the_evening_before(hour: int, day: int, slot: int) -> None:
    at = datetime(2026, 11, 22, hour, 30).astimezone()
    assert checking.part_of_day(at) == When(date(2026, 11, day), slot)
    assert checking.lived_day(at) == date(2026, 11, day)


def test_past_midnight_the_new_date_is_still_tonight(cast: Cast) -> None:
    late = datetime(2026, 11, 23, 0, 40).astimezone()
    for day in (DAY, date(2026, 11, 23)):
        assert telling.begin(cast.home, cast.ana, When(day, 3), late).when == When(DAY, 3)
    with pytest.raises(RefusedError, match="not ahead of time"):
        telling.begin(cast.home, cast.ana, When(date(2026, 11, 24), 0), late)


def test_todays_parts_and_last_evening_are_open() -> None:
    keys = [when.key for when in checking.parts_open(NOW)]
    assert keys == ["2026-11-22/3", "2026-11-22/2", "2026-11-22/1", "2026-11-22/0", "2026-11-21/3"]
    with pytest.raises(RefusedError):
        checking.when_of("2026-11-20/3", NOW)


def test_a_second_check_in_for_the_same_part_replaces_the_first(cast: Cast) -> None:
    when = When(DAY, 3)
    first = checking.check_in(cast.home, cast.ana, when, {Item.CLOSE: 7, Item.STRESS: 2})
    second = checking.check_in(cast.home, cast.ana, when, {Item.CLOSE: 4})
    assert first == second
    (kept,) = checking.check_ins(cast.home, cast.ana)
    assert kept.values == {Item.CLOSE: 4}


def test_a_row_left_alone_is_not_a_nought(cast: Cast) -> None:
    checking.check_in(cast.home, cast.ana, When(DAY, 0), {Item.UNEASY: 0})
    (kept,) = checking.check_ins(cast.home, cast.ana)
    assert kept.values == {Item.UNEASY: 0}


def test_an_empty_check_in_keeps_nothing(cast: Cast) -> None:
    assert checking.check_in(cast.home, cast.ana, When(DAY, 0), {}) is None
    assert items.mine(cast.store, cast.ana) == ()


def test_four_a_day_and_the_newest_comes_first(cast: Cast) -> None:
    for slot in (2, 0, 3, 1):
        checking.check_in(cast.home, cast.ana, When(DAY, slot), {Item.CLOSE: slot})
    found = checking.check_ins(cast.home, cast.ana)
    assert [one.when.slot for one in found] == [3, 2, 1, 0]


def test_a_shared_check_in_shows_no_word_of_its_note(cast: Cast) -> None:
    grants.share(cast.store, cast.ana, Kind.CHECK_INS)
    grants.share(cast.store, cast.ana, Kind.NOTES)
    checking.check_in(cast.home, cast.ana, When(DAY, 3), {Item.CLOSE: 7}, note="only for me")
    seen = items.shared_with_me(cast.store, cast.ben)
    assert [one.kind for one in seen] == [Kind.CHECK_INS]
    assert "only for me" not in repr(seen)
    (kept,) = checking.check_ins(cast.home, cast.ana)
    assert kept.note == "only for me"


def test_the_note_can_be_changed_and_taken_away(cast: Cast) -> None:
    when = When(DAY, 3)
    checking.check_in(cast.home, cast.ana, when, {Item.CLOSE: 7}, note="one")
    checking.check_in(cast.home, cast.ana, when, {Item.CLOSE: 7}, note="two")
    assert checking.check_ins(cast.home, cast.ana)[0].note == "two"
    checking.check_in(cast.home, cast.ana, when, {Item.CLOSE: 7})
    assert items.mine(cast.store, cast.ana, Kind.NOTES) == ()


def test_a_page_from_before_another_windows_edit_is_told_so(cast: Cast) -> None:
    when = When(DAY, 3)
    checking.check_in(cast.home, cast.ana, when, {Item.CLOSE: 7})
    checking.check_in(cast.home, cast.ana, when, {Item.CLOSE: 6}, version=1)
    with pytest.raises(ChangedError):
        checking.check_in(cast.home, cast.ana, when, {Item.CLOSE: 5}, version=1)


def test_a_note_that_is_too_long_is_refused_and_nothing_is_kept(cast: Cast) -> None:
    with pytest.raises(TooLongError):
        checking.check_in(cast.home, cast.ana, When(DAY, 3), {Item.CLOSE: 7}, note="a" * 2_001)
    assert items.mine(cast.store, cast.ana) == ()


def test_erasing_a_check_in_takes_its_note_along(cast: Cast) -> None:
    kept = checking.check_in(cast.home, cast.ana, When(DAY, 3), {Item.CLOSE: 7}, note="words")
    assert kept is not None
    checking.erase_check_in(cast.home, cast.ana, kept)
    assert items.mine(cast.store, cast.ana) == ()


def tell(cast: Cast, session: Session, choice: Choice = Choice.AS_KIND, *, asked: str = "") -> str:
    if asked:
        telling.begin_asked(cast.home, session, asked, NOW)
    else:
        telling.begin(cast.home, session, When(DAY, 3), NOW)
    telling.add_step(cast.home, session, Step(ME, Act.REACHES), 0)
    telling.add_step(cast.home, session, Step(YOU, Act.PULLS_AWAY), 1)
    telling.say_end(cast.home, session, Ending.APART)
    return telling.keep_moment(cast.home, session, words="about the dishes", choice=choice)


def test_a_moment_is_kept_step_by_step_until_it_is_told(cast: Cast) -> None:
    telling.begin(cast.home, cast.ana, When(DAY, 3), NOW)
    telling.add_step(cast.home, cast.ana, Step(ME, Act.PRESSES), 0)
    half = telling.telling(cast.home, cast.ana)
    assert half.steps == (Step(ME, Act.PRESSES),)
    assert half.ended is None
    with pytest.raises(RefusedError):
        telling.keep_moment(cast.home, cast.ana)


def test_a_step_sent_twice_counts_once_and_can_be_taken_back(cast: Cast) -> None:
    telling.begin(cast.home, cast.ana, When(DAY, 3), NOW)
    telling.add_step(cast.home, cast.ana, Step(ME, Act.PRESSES), 0)
    telling.add_step(cast.home, cast.ana, Step(ME, Act.PRESSES), 0)
    assert len(telling.telling(cast.home, cast.ana).steps) == 1
    telling.undo_step(cast.home, cast.ana, 1)
    telling.undo_step(cast.home, cast.ana, 1)
    assert telling.telling(cast.home, cast.ana).steps == ()


def test_a_moment_can_be_told_afterwards_but_not_ahead(cast: Cast) -> None:
    telling.begin(cast.home, cast.ana, When(date(2026, 10, 1), 2), NOW)
    for day in (date(2026, 11, 23), date(2026, 9, 1)):
        with pytest.raises(RefusedError):
            telling.begin(cast.home, cast.ana, When(day, 2), NOW)


def test_the_words_of_a_moment_stay_with_its_teller(cast: Cast) -> None:
    grants.share(cast.store, cast.ana, Kind.MOMENTS)
    grants.share(cast.store, cast.ana, Kind.NOTES)
    tell(cast, cast.ana)
    seen = items.shared_with_me(cast.store, cast.ben)
    assert [one.kind for one in seen] == [Kind.MOMENTS]
    assert "dishes" not in repr(seen)


def test_one_moment_from_both_sides_opens_when_both_have_told_it(cast: Cast) -> None:
    mine = tell(cast, cast.ana, Choice.WHEN_BOTH)
    assert telling.both_sides(cast.home, cast.ana, mine) is None
    ((topic, when),) = telling.asked_of_me(cast.home, cast.ben)
    assert when == When(DAY, 3)
    assert items.shared_with_me(cast.store, cast.ben) == ()
    theirs = tell(cast, cast.ben, Choice.WHEN_BOTH, asked=topic)
    found = telling.both_sides(cast.home, cast.ana, mine)
    assert found is not None
    assert found.theirs.steps == (Step(YOU, Act.REACHES), Step(ME, Act.PULLS_AWAY))
    assert found.theirs.words == ""
    assert telling.both_sides(cast.home, cast.ben, theirs) is not None
    assert telling.asked_of_me(cast.home, cast.ben) == ()


@pytest.mark.parametrize("changes_later", [False, True])
def test_two_who_tell_one_evening_each_of_their_own_accord_meet(
    cast: Cast, *, changes_later: bool
) -> None:
    mine = tell(cast, cast.ana, Choice.WHEN_BOTH)
    theirs = tell(cast, cast.ben, Choice.PRIVATE if changes_later else Choice.WHEN_BOTH)
    if changes_later:
        assert telling.both_sides(cast.home, cast.ana, mine) is None
        telling.choose_who_sees(cast.home, cast.ben, theirs, Choice.WHEN_BOTH)
    assert telling.both_sides(cast.home, cast.ana, mine) is not None
    assert telling.both_sides(cast.home, cast.ben, theirs) is not None
    assert telling.asked_of_me(cast.home, cast.ana) == ()
    assert telling.asked_of_me(cast.home, cast.ben) == ()


def test_a_moment_kept_private_asks_nobody(cast: Cast) -> None:
    tell(cast, cast.ana, Choice.PRIVATE)
    assert telling.asked_of_me(cast.home, cast.ben) == ()
    with pytest.raises(RefusedError):
        telling.begin_asked(cast.home, cast.ben, "moment/2026-11-22/3/00", NOW)


def test_both_sides_close_again_when_one_takes_theirs_back(cast: Cast) -> None:
    mine = tell(cast, cast.ana, Choice.WHEN_BOTH)
    ((topic, _),) = telling.asked_of_me(cast.home, cast.ben)
    theirs = tell(cast, cast.ben, Choice.WHEN_BOTH, asked=topic)
    telling.choose_who_sees(cast.home, cast.ben, theirs, Choice.PRIVATE)
    assert telling.both_sides(cast.home, cast.ana, mine) is None


def test_the_journal_finds_words_whatever_their_capitals_and_marks(cast: Cast) -> None:
    journal.write_page(cast.home, cast.ana, "Zoë said nothing. I thought: now.", "catastrophe", NOW)
    journal.write_page(cast.home, cast.ana, "A calm day.", "", NOW)
    (found,) = journal.find_pages(cast.home, cast.ana, "ZOE nothing")
    assert found.here == "Zoë"
    assert journal.find_pages(cast.home, cast.ana, "zoe calm") == ()
    assert journal.find_pages(cast.home, cast.ana, "  ") == ()
    assert journal.find_pages(cast.home, cast.ben, "zoe") == ()


def test_the_journal_is_never_shown_to_anybody(cast: Cast) -> None:
    journal.write_page(cast.home, cast.ana, "mine", "", NOW)
    with pytest.raises(NotShareableError):
        grants.share(cast.store, cast.ana, Kind.JOURNAL)
    (page,) = journal.pages(cast.home, cast.ana)
    with pytest.raises(NotShareableError):
        grants.choose(cast.store, cast.ana, page.id, Choice.SHARED)
    with pytest.raises(RefusedError):
        journal.page(cast.home, cast.ben, page.id)


def test_a_page_sent_twice_is_one_page(cast: Cast) -> None:
    one = journal.write_page(cast.home, cast.ana, "once", "", NOW, once="form")
    two = journal.write_page(cast.home, cast.ana, "once", "", NOW, once="form")
    assert one == two
    assert len(journal.pages(cast.home, cast.ana)) == 1


def test_an_empty_page_and_an_endless_one_are_refused(cast: Cast) -> None:
    with pytest.raises(RefusedError):
        journal.write_page(cast.home, cast.ana, " \n", "", NOW)
    with pytest.raises(TooLongError):
        journal.write_page(cast.home, cast.ana, "a" * 20_001, "", NOW)
    with pytest.raises(RefusedError):
        journal.erase_page(cast.home, cast.ana, ItemId("none"))
