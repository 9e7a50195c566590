"""Whatever somebody says when asked alone, the other gets the same bytes.

Two houses that differ in Ana's answers alone are compared: in what Ben reads, takes with him and is
reminded of, and in every row of the file, which Ben can open with the store's key.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from pasdedeux.actions import ask_privately, export_record
from pasdedeux.actions.make_reminder import make_reminder
from pasdedeux.actions.open_home import Home
from pasdedeux.actions.see_sharing import granted_kinds, seen_by_other, shown_to_me
from pasdedeux.guide.safety import Feature, Said, Step, questions
from pasdedeux.store import drafts, fits, grants, items, links
from pasdedeux.store.open import Store, open_store
from pasdedeux.store.sessions import Sessions
from pasdedeux.store.tables import metadata
from pasdedeux.terms.home import Choice, Kind
from tests.homes import QUICK, Cast, gather, place_in

DAY = date(2026, 3, 2)


class Dice:
    """Chance that can be set back, so that two houses draw alike whatever happened between."""

    def __init__(self) -> None:
        """Begin."""
        self._drawn = random.Random(1)  # noqa: S311 - on purpose: two houses must draw alike

    def set_back(self) -> None:
        """Draw again from here."""
        self._drawn = random.Random(2)  # noqa: S311 - as above

    def __call__(self, count: int) -> bytes:
        """Give so many bytes."""
        return self._drawn.randbytes(count)


@dataclass(frozen=True)
class Answers:
    """What somebody did when asked: put it off, answered, went on or not."""

    not_now: bool
    first: Mapping[str, Said]
    more: Mapping[str, Said] | None


def _said(step: Step) -> st.SearchStrategy[dict[str, Said]]:
    names = [question.name for question in questions(step)]
    return st.dictionaries(st.sampled_from(names), st.sampled_from(Said))


ANSWERS = st.builds(
    Answers,
    not_now=st.booleans(),
    first=st.one_of(_said(Step.FIRST), st.just({q.name: Said.NO for q in questions(Step.FIRST)})),
    more=st.none() | _said(Step.MORE),
)


def _answer(home: Home, cast: Cast, answers: Answers) -> None:
    if answers.not_now:
        ask_privately.not_now(home, cast.ana, DAY)
    if ask_privately.answer_first(home, cast.ana, answers.first, DAY) and answers.more is not None:
        ask_privately.answer_more(home, cast.ana, answers.more)


def _write(store: Store, cast: Cast) -> None:
    grants.share(store, cast.ana, Kind.NOTES)
    items.write(store, cast.ana, Kind.NOTES, {"text": "shown"})
    items.write(store, cast.ana, Kind.JOURNAL, {"text": "kept"})
    for who in (cast.ana, cast.ben):
        items.write(store, who, Kind.SCORES, {"value": 3}, topic="trust", choice=Choice.WHEN_BOTH)
        grants.settle(store, who)


def _all_that_ben_gets(home: Home, cast: Cast) -> tuple[object, ...]:
    """Ask everything that a door can ask for Ben."""
    store, ben = home.store, cast.ben
    return (
        links.find(store, ben),
        grants.kinds(store, ben),
        granted_kinds(home, ben),
        grants.waiting_for_me(store, ben),
        items.mine(store, ben),
        shown_to_me(home, ben),
        seen_by_other(home, ben),
        drafts.find(store, ben, ask_privately._NAME),
        fits.find(store, ben, "us", b"h" * 32),
        [ask_privately.my_offer(home, ben, feature) for feature in Feature],
        ask_privately.is_time_to_ask(home, ben, DAY),
        export_record.export_record(home, ben),
        make_reminder("Tea", "20:30", (0, 3), 6, DAY),
    )


def _rows(store: Store) -> list[tuple[object, ...]]:
    """Read every row of the file, with the length of what is sealed in the place of the bytes."""
    with store.reading() as connection:
        return [
            (
                table.name,
                *(len(value) if isinstance(value, bytes) else value for value in row),
            )
            for table in metadata.sorted_tables
            for row in connection.execute(select(table).order_by(*table.primary_key.columns))
        ]


def _house(answers: Answers) -> tuple[tuple[object, ...], list[tuple[object, ...]]]:
    dice = Dice()
    with TemporaryDirectory() as folder:
        store = open_store(place_in(Path(folder)), dice, QUICK)
        try:
            cast = gather(store)
            home = Home(store, Sessions(dice))
            _answer(home, cast, answers)
            dice.set_back()
            _write(store, cast)
            return _all_that_ben_gets(home, cast), _rows(store)
        finally:
            store.close()


_PLAIN = Answers(not_now=False, first={q.name: Said.NO for q in questions(Step.FIRST)}, more=None)


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(ANSWERS)
def test_what_ana_says_alone_changes_no_byte_that_ben_gets(answers: Answers) -> None:
    here, rows = _house(answers)
    there, other_rows = _house(_PLAIN)
    assert here == there
    assert rows == other_rows


def test_the_comparison_would_notice_one_shared_word() -> None:
    """Or the test above would prove nothing."""
    dice = Dice()
    with TemporaryDirectory() as folder:
        store = open_store(place_in(Path(folder)), dice, QUICK)
        cast = gather(store)
        home = Home(store, Sessions(dice))
        grants.share(store, cast.ana, Kind.NOTES)
        before = _all_that_ben_gets(home, cast)
        items.write(store, cast.ana, Kind.NOTES, {"text": "shown"})
        assert _all_that_ben_gets(home, cast) != before
        store.close()
