"""What somebody takes with them: all of their own, nothing of anybody else's."""

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from pasdedeux.actions import ask_privately, export_record
from pasdedeux.actions.export_record import EVERYTHING, PAGE, RECORD
from pasdedeux.actions.open_home import Home
from pasdedeux.guide.safety import Said
from pasdedeux.intake.record import read_record
from pasdedeux.store import grants, items
from pasdedeux.store.keys import Session
from pasdedeux.store.sessions import Sessions
from pasdedeux.terms.home import Json, Kind
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.record import Item
from tests.homes import Cast, gather, open_in

DAY = date(2026, 3, 2)
HARSH = '<script>alert("x")</script> \u202e 🌿 =HYPERLINK("http://x")'


@pytest.fixture
def cast(tmp_path: Path) -> Iterator[Cast]:
    store = open_in(tmp_path)
    yield gather(store)
    store.close()


def _home(cast: Cast) -> Home:
    return Home(cast.store, Sessions(cast.store.chance))


def _write_some(cast: Cast, who: Session) -> None:
    for slot, value in enumerate((7, 3)):
        values: dict[str, Json] = {"close": value, "stress": 10 - value}
        sliders: dict[str, Json] = {"day": DAY.isoformat(), "slot": slot, "values": values}
        items.write(cast.store, who, Kind.CHECK_INS, sliders)
        items.write(cast.store, who, Kind.NOTES, {"text": f"note {slot}", "day": DAY.isoformat()})
    moment: dict[str, Json] = {
        "day": DAY.isoformat(), "slot": 2, "ended": "together",
        "steps": [["me", "reaches"], ["you", "pulls_away"], ["me", "presses"]],
    }  # fmt: skip
    items.write(cast.store, who, Kind.MOMENTS, moment)
    items.write(cast.store, who, Kind.JOURNAL, {"text": HARSH, "day": DAY.isoformat()})


def _files(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_everything_that_somebody_wrote_is_in_it_as_it_was_written(cast: Cast) -> None:
    _write_some(cast, cast.ana)
    told = json.loads(_files(export_record.export_record(_home(cast), cast.ana))[EVERYTHING])
    written = {one["id"]: one["what"] for one in told["written"]}
    assert written == {one.id: one.body for one in items.mine(cast.store, cast.ana)}
    assert told["name"] == "Ana"


def test_the_record_comes_back_through_the_reader_unchanged(cast: Cast) -> None:
    _write_some(cast, cast.ana)
    content = _files(export_record.export_record(_home(cast), cast.ana))[RECORD]
    found = read_record(content, RECORD)
    assert not found.refused
    (record,) = found.records
    told = [(one.day, one.exchange, dict(one.values)) for one in record.check_ins]
    assert told == [
        (0, 0, {Item.CLOSE: 7.0, Item.STRESS: 3.0}),
        (0, 1, {Item.CLOSE: 3.0, Item.STRESS: 7.0}),
    ]
    (moment,) = record.moments
    assert [step.partner for step in moment.steps] == [Partner.A, Partner.B, Partner.A]
    assert record.began == DAY


def test_nothing_written_is_a_copy_too(cast: Cast) -> None:
    files = _files(export_record.export_record(_home(cast), cast.ana))
    assert set(files) == {EVERYTHING, PAGE}
    assert b"Nothing is written yet." in files[PAGE]


def test_words_are_never_markup_on_the_readable_page(cast: Cast) -> None:
    _write_some(cast, cast.ana)
    page = _files(export_record.export_record(_home(cast), cast.ana))[PAGE].decode()
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "http-equiv" in page
    assert "src=" not in page
    assert "href=" not in page


def test_it_holds_nothing_of_the_other_shared_or_not(cast: Cast) -> None:
    _write_some(cast, cast.ana)
    before = export_record.export_record(_home(cast), cast.ana)
    grants.share(cast.store, cast.ben, Kind.NOTES)
    items.write(cast.store, cast.ben, Kind.NOTES, {"text": "the words of Ben"})
    items.write(cast.store, cast.ben, Kind.JOURNAL, {"text": "the words of Ben"})
    assert export_record.export_record(_home(cast), cast.ana) == before
    assert all(b"Ben" not in content for content in _files(before).values())


def test_the_private_questions_are_in_no_copy_not_even_ones_own(cast: Cast) -> None:
    home = _home(cast)
    before = export_record.export_record(home, cast.ana)
    ask_privately.answer_first(home, cast.ana, {"afraid": Said.YES}, DAY)
    items.write(cast.store, cast.ana, Kind.SAFETY, {"path": "care"})
    assert export_record.export_record(home, cast.ana) == before


def test_every_copy_says_what_is_not_in_it(cast: Cast) -> None:
    files = _files(export_record.export_record(_home(cast), cast.ana))
    for line in export_record.LEFT_OUT:
        assert line in files[PAGE].decode()
        assert line in json.loads(files[EVERYTHING])["left out"]
