"""What a practice's file says and what the model changes are the same thing."""

import numpy as np
import pytest

from pasdedeux.guide import library
from pasdedeux.guide.acting import changes_of
from pasdedeux.guide.library import Practice
from pasdedeux.model.gains import Person, gains_of_people
from pasdedeux.model.practice import ADDED, MULTIPLIED, changed
from pasdedeux.terms.partner import Partner


def test_the_files_and_the_model_agree_on_how_each_gain_is_moved() -> None:
    ways = {name: how for name, (how, _) in library.LARGEST.items()}
    assert ways == dict.fromkeys(MULTIPLIED, "log") | dict.fromkeys(ADDED, "add")


@pytest.mark.parametrize("practice", library.practices(), ids=lambda one: one.name)
def test_every_practice_changes_what_its_file_says_and_of_whom(practice: Practice) -> None:
    for doer in Partner:
        found = changes_of(practice, doer)
        assert len(found) == len(practice.acts)
        for act, change in zip(practice.acts, found, strict=True):
            assert (change.gain, change.amount) == (act.gain, act.amount)
            assert change.partner == (doer if act.of.value == "self" else doer.other).place


@pytest.mark.parametrize("practice", library.practices(), ids=lambda one: one.name)
def test_every_practice_moves_some_gain_and_leaves_all_of_them_finite(practice: Practice) -> None:
    gains = gains_of_people(np.zeros((2, len(Person._fields), 4)))
    after = changed(gains, [(one, 1.0) for one in changes_of(practice, Partner.A)])
    assert np.isfinite(after).all()
    assert (after != gains).any()
