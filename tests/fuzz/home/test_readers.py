"""Whatever comes back from a disk, a form or a neighbour is read, or refused in one sentence."""

import json
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pasdedeux.actions import (
    answer_instrument,
    check_in,
    export_record,
    keep_draft,
    kept_reading,
    log_moment,
    make_reminder,
    write_journal,
)
from pasdedeux.actions.gather_record import gather_record
from pasdedeux.measure import kept
from pasdedeux.present import kept_words
from pasdedeux.store import backup, drafts, items, links, people, seal
from pasdedeux.terms.errors import PasDeDeuxError
from pasdedeux.terms.home import Choice, Json, Kind
from tests import readings
from tests.homes import ANA, NOON, Cast, gather, later, open_in, place_in

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
EASY = settings(
    deadline=None,
    max_examples=int(os.environ.get("FUZZ", "40")),
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
WORDS = st.text(st.characters(exclude_categories=()), max_size=60)
NUMBERS = st.integers(-(10**30), 10**30) | st.floats()
JSON: st.SearchStrategy[Json] = st.recursive(
    st.none() | st.booleans() | NUMBERS | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


def hold(act: Callable[[], object]) -> None:
    """It works, or one sentence says why not."""
    try:
        act()
    except PasDeDeuxError as refused:
        sentence = str(refused)
        assert sentence.endswith((".", "!"))
        assert "Traceback" not in sentence


@pytest.fixture(scope="module")
def cast(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cast]:
    made = gather(open_in(tmp_path_factory.mktemp("home")))
    yield made
    made.store.close()


@pytest.fixture(scope="module")
def copy(cast: Cast, tmp_path_factory: pytest.TempPathFactory) -> Path:
    items.write(cast.store, cast.ana, Kind.NOTES, {"n": 1})
    to = tmp_path_factory.mktemp("copies") / "copy.backup"
    return backup.write_backup(cast.store.engine, cast.store.key, to)


@given(st.binary(max_size=6_000) | st.integers(0, 10**9), st.binary(max_size=40), st.booleans())
@EASY
def test_any_file_is_a_backup_or_one_sentence(  # noqa: PLR0913, PLR0917 - what is drawn
    cast: Cast,
    copy: Path,
    tmp_path: Path,
    start: int | bytes,
    more: bytes,
    cut: bool,  # noqa: FBT001 - drawn
) -> None:
    content = copy.read_bytes()
    if isinstance(start, bytes):
        content = start
    else:
        at = start % len(content)
        content = content[:at] + more + (b"" if cut else content[at + len(more) :])
    broken = tmp_path / "broken.backup"
    broken.write_bytes(content)
    hold(lambda: backup.check_backup(broken, cast.store.key))
    elsewhere = place_in(tmp_path / "elsewhere")
    hold(lambda: backup.restore(elsewhere, broken, backup.spell_code(os.urandom(32))))


@given(WORDS | st.text("0123456789ABCDEFGHJKMNPQRSTVWXYZ- ilo", max_size=80))
@EASY
def test_any_words_are_a_code_or_none(cast: Cast, typed: str) -> None:
    assert isinstance(seal.read_code(typed), bytes)
    hold(lambda: links.invited_by(cast.store, typed, NOON))
    hold(lambda: links.accept(cast.store, cast.cleo, typed, NOON))
    hold(lambda: backup.restore(cast.store.place, Path("/nowhere"), typed))
    assert links.find(cast.store, cast.cleo) is None


@given(WORDS, WORDS, st.integers(1, 10**6))
@EASY
def test_any_name_and_any_code_open_nothing_and_say_so(
    cast: Cast, name: str, code: str, wait: int
) -> None:
    now = later(wait * 3_600.0)
    with pytest.raises(PasDeDeuxError):
        people.recover(cast.store, name, code, ANA, now)
    with pytest.raises(PasDeDeuxError):
        people.sign_in(cast.store, name, code, now)
    hold(lambda: people.rename(cast.store, cast.cleo, name))


@given(st.binary(max_size=200) | JSON.map(lambda it: json.dumps(it).encode()) | st.integers(0))
@EASY
def test_any_bytes_are_a_kept_reading_or_nothing(content: bytes | int) -> None:
    if isinstance(content, int):  # a whole one with one value changed
        whole = json.loads(kept_reading.to_bytes(readings.SECURE))
        name = sorted(whole)[content % len(whole)]
        whole[name] = [None, "x", -1, [], {}, [[]], 1e308, True][content % 8]
        content = json.dumps(whole).encode()
    found = kept_reading.from_bytes(content)
    if found is not None:
        assert kept_reading.from_bytes(kept_reading.to_bytes(found)) is not None


BODIES = st.dictionaries(
    st.sampled_from(
        ["what", "day", "slot", "values", "steps", "ended", "text", "of", "sheet", "scores",
         "unscored", "given", "answered", "asked", "about", "mark", "begun", "shown", "prompt",
         "when", "topic", "until", "rounds"]
    ) | WORDS,
    JSON
    | st.sampled_from(["2026-02-28", "scores", "apart", "close", [["me", "stays"]], [["x", 3]]]),
    max_size=8,
)  # fmt: skip


@given(st.sampled_from([kind for kind in Kind if kind is not Kind.SAFETY]), BODIES)
@EASY
def test_whatever_an_earlier_version_kept_is_shown_or_passed_over(
    cast: Cast, kind: Kind, body: dict[str, Json]
) -> None:
    home, ana = cast.home, cast.ana
    written = items.write(cast.store, ana, kind, body, choice=Choice.PRIVATE).id
    try:
        check_in.check_ins(home, ana)
        log_moment.moments(home, ana)
        write_journal.pages(home, ana)
        answer_instrument.look_at_sheets(home, ana)
        gather_record(home, ana)
        kept.from_body(body)
        kept_words.lines(kind, body)
        assert export_record.export_record(home, ana)
    finally:
        items.erase(cast.store, ana, written)


@given(BODIES)
@EASY
def test_any_draft_is_taken_up_or_begun_anew(cast: Cast, body: dict[str, Json]) -> None:
    home, ana = cast.home, cast.ana
    for name in ("moment", "answers/close", "answers/partner", "journal", "form:/notes/new"):
        drafts.keep(cast.store, ana, name, body)
    log_moment.telling(home, ana)
    hold(lambda: log_moment.keep_moment(home, ana, choice=Choice.PRIVATE))
    hold(lambda: answer_instrument.look_at_question(home, ana, "close"))
    hold(lambda: answer_instrument.finish(home, ana, "partner", NOW))
    keep_draft.find_draft(home, ana, "form:/notes/new")
    answer_instrument.look_at_sheets(home, ana)


@given(WORDS | st.from_regex(r"\d{1,3}:\d{1,3}", fullmatch=True))
@EASY
def test_any_words_are_a_time_or_none(typed: str) -> None:
    if make_reminder.is_time(typed):
        made = make_reminder.make_reminder("Tea", typed, (0, 6), 6, NOW.date())
        assert made.startswith(b"BEGIN:VCALENDAR\r\n")
        assert all(len(line) <= 75 for line in made.split(b"\r\n"))
