"""What questionnaires promise: an answer given is kept, and none is made up."""

from datetime import datetime

import pytest

from pasdedeux.actions import answer_instrument as answering
from pasdedeux.measure.sitting import Given, next_question, order, seed_of
from pasdedeux.store import grants, items
from pasdedeux.store.keys import Session
from pasdedeux.terms.errors import MissingError
from pasdedeux.terms.home import Choice, Kind
from tests.homes import Cast

NOW = datetime(2026, 11, 22, 20, 5).astimezone()
LATER = datetime(2026, 11, 24, 7, 5).astimezone()


def answer_all(
    cast: Cast, session: Session, name: str, value: int | None, most: int = 60
) -> list[str]:
    asked = []
    for _ in range(most):
        at = answering.look_at_question(cast.home, session, name)
        if at.question is None:
            break
        asked.append(at.question.item)
        answering.answer(cast.home, session, name, at.question.item, value, now=NOW)
    return asked


def test_a_questionnaire_goes_on_another_day_where_it_stopped(cast: Cast) -> None:
    first = answering.look_at_question(cast.home, cast.ana, "partner")
    assert first.question is not None
    after = answering.answer(cast.home, cast.ana, "partner", first.question.item, 6, now=NOW)
    again = answering.look_at_question(cast.home, cast.ana, "partner")
    assert again == after
    assert again.question != first.question
    assert (again.far.number, again.far.most, again.begun) == (2, 9, "2026-11-22")


def test_every_question_is_asked_once_and_in_another_order_for_each_partner(cast: Cast) -> None:
    mine = answer_all(cast, cast.ana, "mother", 3)
    theirs = answer_all(cast, cast.ben, "mother", 3)
    assert sorted(mine) == sorted(theirs) == sorted("123456789")
    asked = answering.asked_of("mother")
    orders = {order(asked, seed_of(person, "m", "")) for person in ("a", "b", "c", "d")}
    assert len(orders) == 4


def test_the_form_sent_twice_answers_one_question(cast: Cast) -> None:
    at = answering.look_at_question(cast.home, cast.ana, "friend")
    assert at.question is not None
    answering.answer(cast.home, cast.ana, "friend", at.question.item, 2, now=NOW)
    answering.answer(cast.home, cast.ana, "friend", at.question.item, 5, now=NOW)
    now = answering.look_at_question(cast.home, cast.ana, "friend")
    assert now.far.number == 2
    assert now.before == Given(at.question.item, 5)


def test_going_back_shows_what_was_answered_and_changes_it(cast: Cast) -> None:
    first = answering.look_at_question(cast.home, cast.ana, "friend")
    assert first.question is not None
    second = answering.answer(cast.home, cast.ana, "friend", first.question.item, 2, now=NOW)
    answering.go_back(cast.home, cast.ana, "friend")
    back = answering.look_at_question(cast.home, cast.ana, "friend")
    assert (back.question, back.chosen, back.far.number) == (first.question, 2, 1)
    on = answering.answer(cast.home, cast.ana, "friend", first.question.item, 7, now=NOW)
    assert on.question == second.question
    assert on.before == Given(first.question.item, 7)


@pytest.mark.parametrize(("item", "value"), [("10", 3), ("1", 8), ("1", 0), ("", 1)])
def test_an_answer_that_no_question_has_is_refused(cast: Cast, item: str, value: int) -> None:
    with pytest.raises(MissingError):
        answering.answer(cast.home, cast.ana, "partner", item, value, now=NOW)


def test_the_adaptive_one_stops_within_its_bounds_and_gives_both_dimensions(cast: Cast) -> None:
    asked = answer_all(cast, cast.ana, "close", 4)
    assert 8 <= len(asked) <= 24
    done = answering.finish(cast.home, cast.ana, "close", LATER)
    assert done is not None
    (result,) = answering.results(cast.home, cast.ana)
    assert [score.ruler.scale for score in result.scores] == ["anxiety", "avoidance"]
    assert all(score.error > 0.1 for score in result.scores)
    assert str(result.day) == "2026-11-24"


def test_passing_every_question_over_ends_and_scores_nothing(cast: Cast) -> None:
    asked = answer_all(cast, cast.ana, "close", None)
    assert len(asked) == len(set(asked)) <= 24
    answering.finish(cast.home, cast.ana, "close", NOW)
    (result,) = answering.results(cast.home, cast.ana)
    assert result.scores == ()
    assert len(result.unscored) == 2
    assert result.answered == 0


def test_a_question_passed_over_is_not_asked_again() -> None:
    asked = answering.asked_of("close")
    first = next_question(asked, (), 5)
    assert first is not None
    second = next_question(asked, (Given(first, None),), 5)
    assert second not in {None, first}


def test_finishing_twice_keeps_one_result(cast: Cast) -> None:
    answer_all(cast, cast.ana, "partner", 4)
    first = answering.finish(cast.home, cast.ana, "partner", NOW)
    assert first is not None
    assert answering.finish(cast.home, cast.ana, "partner", NOW) is None
    assert len(answering.results(cast.home, cast.ana)) == 1


def test_an_open_question_leaves_nothing_finished(cast: Cast) -> None:
    at = answering.look_at_question(cast.home, cast.ana, "partner")
    assert at.question is not None
    answering.answer(cast.home, cast.ana, "partner", at.question.item, 4, now=NOW)
    assert answering.finish(cast.home, cast.ana, "partner", NOW) is None
    assert answering.results(cast.home, cast.ana) == ()


def test_sharing_scores_shows_the_scores_and_never_the_answers(cast: Cast) -> None:
    answer_all(cast, cast.ana, "partner", 7)
    answering.finish(cast.home, cast.ana, "partner", NOW)
    grants.share(cast.store, cast.ana, Kind.SCORES)
    (seen,) = items.shared_with_me(cast.store, cast.ben, Kind.SCORES)
    assert seen.body["what"] == "scores"
    assert "given" not in seen.body
    private = [one for one in items.mine(cast.store, cast.ana) if one.body["what"] == "answers"]
    assert [one.choice for one in private] == [Choice.PRIVATE]


def test_whom_somebody_has_in_mind_stays_with_the_answers(cast: Cast) -> None:
    answering.name_whom(cast.home, cast.ana, "mother", "my grandmother")
    answer_all(cast, cast.ana, "mother", 2)
    answering.finish(cast.home, cast.ana, "mother", NOW)
    (result,) = answering.results(cast.home, cast.ana)
    assert result.about == "my grandmother"


def test_the_list_says_what_was_begun_and_what_is_done(cast: Cast) -> None:
    answer_all(cast, cast.ana, "friend", 4)
    answering.finish(cast.home, cast.ana, "friend", NOW)
    at = answering.look_at_question(cast.home, cast.ana, "father")
    assert at.question is not None
    answering.answer(cast.home, cast.ana, "father", at.question.item, 1, now=NOW)
    stands = {one.sheet: one for one in answering.look_at_sheets(cast.home, cast.ana)}
    assert stands["friend"].last is not None
    assert (stands["father"].answered, stands["father"].last) == (1, None)
    assert tuple(stands) == tuple(answering.SHEETS)
