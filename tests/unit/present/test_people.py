import pytest

from pasdedeux.present.people import (
    clusters,
    isolated,
    people,
    shortened,
    width_in_cells,
    width_in_ems,
)
from pasdedeux.terms.partner import Partner


def test_names_that_are_alike_are_told_apart_by_their_letters() -> None:
    assert people(("Alex", "alex")).names == ("Alex (A)", "alex (B)")


def test_an_empty_name_becomes_its_letter() -> None:
    assert people(("", " \n ")).names == ("A", "B")


@pytest.mark.parametrize(
    "name", ["\x1b[2JAna", "\u202eAna", "A\x00na", "\u2066Ana", "\x9b31mAna", "Ana\nAna"]
)
def test_a_name_cannot_steer_a_terminal_or_turn_a_line_round(name: str) -> None:
    cleaned = people((name, "Ben")).names[0]
    assert cleaned.isprintable()


def test_a_very_long_name_is_cut_and_marked() -> None:
    cleaned = people(("a" * 500, "Ben")).names[0]
    assert len(cleaned) == 40
    assert cleaned.endswith("\u2026")


def test_a_name_from_right_to_left_does_not_turn_its_sentence_round() -> None:
    assert isolated("\u05e0\u05d5\u05e2\u05dd") == "\u2068\u05e0\u05d5\u05e2\u05dd\u2069"
    assert people(("Ana", "Ben")).name(Partner.A) == "Ana"


def test_a_cut_never_splits_a_letter_from_its_marks() -> None:
    family = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
    assert clusters(f"e\u0301{family}x") == ("e\u0301", family, "x")
    assert shortened(family * 3, 2.5) == f"{family}\u2026"


def test_a_shortened_text_is_no_wider_than_asked() -> None:
    for text in ("Maximiliane-Alexandra", "\u674e\u5c0f\u9f99\u674e\u5c0f\u9f99", "WWWWWWWWWW"):
        assert width_in_ems(shortened(text, 5.0)) <= 5.0


def test_wide_letters_take_two_columns_and_marks_none() -> None:
    assert width_in_cells("\u674ee\u0301") == 3
