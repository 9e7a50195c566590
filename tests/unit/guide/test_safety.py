import pytest

from pasdedeux.guide import safety
from pasdedeux.guide.safety import INSTEAD, Feature, Path, Said, Step, questions


def _answers(step: Step, said: Said = Said.NO, **others: Said) -> dict[str, Said]:
    return {question.name: said for question in questions(step)} | others


def test_nobody_asked_yet_is_not_a_no() -> None:
    assert safety.path_of(None) is Path.CARE


@pytest.mark.parametrize("question", questions(Step.FIRST), ids=lambda question: question.name)
def test_a_yes_to_any_first_question_stays_a_yes(question: safety.Question) -> None:
    first = _answers(Step.FIRST, **{question.name: Said.YES})
    assert safety.asks_more(first)
    assert safety.path_of(first) is Path.CARE
    assert safety.path_of(first, _answers(Step.MORE)) is Path.CARE


@pytest.mark.parametrize("said", [Said.UNSURE, Said.LEFT])
def test_what_is_unsure_or_left_out_waits_for_plainer_questions(said: Said) -> None:
    first = _answers(Step.FIRST, afraid=said)
    assert safety.asks_more(first)
    assert safety.path_of(first) is Path.CARE
    assert safety.path_of(first, _answers(Step.MORE)) is Path.ORDINARY
    assert safety.path_of(first, _answers(Step.MORE, marks=said)) is Path.CARE


def test_a_question_that_was_not_sent_was_left_out() -> None:
    assert safety.asks_more({})
    assert safety.path_of({}) is Path.CARE


def test_only_noes_leave_everything_as_it_is() -> None:
    assert safety.path_of(_answers(Step.FIRST)) is Path.ORDINARY
    assert [safety.offered(one, Path.ORDINARY) for one in Feature] == list(Feature)


def test_every_joint_feature_gives_way_to_something_for_one() -> None:
    alone = {
        Feature.MY_SIDE,
        Feature.MY_HARD_EVENINGS,
        Feature.PRACTICE_ALONE,
        Feature.JOURNAL_IDEA,
    }
    assert set(INSTEAD) == set(Feature) - alone
    assert set(INSTEAD.values()) <= alone


def test_what_comes_instead_is_also_offered_to_others() -> None:
    ordinary = {safety.offered(one, Path.ORDINARY) for one in Feature}
    assert {safety.offered(one, Path.CARE) for one in Feature} <= ordinary


def test_asking_again_follows_the_calendar_alone() -> None:
    assert safety.is_due(0, None)
    assert [safety.is_due(1, days) for days in (0, 29, 30)] == [False, False, True]
    assert [safety.is_due(5, days) for days in (30, 89, 90)] == [False, False, True]


def test_both_steps_ask_about_every_area_of_harm() -> None:
    for step in Step:
        assert {question.area for question in questions(step)} == set(safety.Area)


def test_a_question_has_a_name_of_its_own() -> None:
    names = [question.name for step in Step for question in questions(step)]
    assert len(names) == len(set(names))
