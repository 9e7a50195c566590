"""Give somebody a copy of all that is theirs: for programs, for this one, and to read."""

import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from io import BytesIO

from pasdedeux.actions.gather_record import assemble
from pasdedeux.actions.open_home import Home, Session
from pasdedeux.intake.write import write_record
from pasdedeux.present.sharing import kind_words
from pasdedeux.report.own_copy import Chapter, Entry, own_copy, parts_of
from pasdedeux.store import items
from pasdedeux.terms.home import Kind, Mine

FILE_NAME = "copy.zip"
EVERYTHING, RECORD, PAGE = "everything.json", "record.csv", "read-me.html"
_FORMAT = 1
_NO_DATE = (1980, 1, 1, 0, 0, 0)
LEFT_OUT = (
    "Anything that another person wrote, also where you may read it in the app.",
    "The private questions: the app alone holds the way you go, and no file does.",
    "Forms that were begun and not sent, and pictures that can be drawn again.",
)
"""Said in every copy, whatever is in it."""


def export_record(home: Home, session: Session) -> bytes:
    """Give one archive of what this person wrote; nothing that is not theirs can change it.

    The same writings give the same bytes: no clock and no chance goes into them.
    """
    kinds = [kind for kind in Kind if kind is not Kind.SAFETY]
    mine = items.mine(home.store, session, *kinds)
    files = {EVERYTHING: _everything(session.name, mine), PAGE: _page(mine)}
    record = replace(assemble(session.id, session.name, None, mine, ()).record, names=("A", "B"))
    if record.check_ins or record.moments or record.traits:
        files[RECORD] = write_record(record)
    return _packed(files)


def _everything(name: str, mine: Sequence[Mine]) -> str:
    told = {
        "format": _FORMAT,
        "name": name,
        "written": [
            {
                "id": one.id,
                "kind": one.kind.value,
                "topic": one.topic,
                "shown": one.choice.value,
                "what": one.body,
            }
            for one in mine
        ],
        "left out": list(LEFT_OUT),
    }
    return json.dumps(told, ensure_ascii=True, indent=2, sort_keys=True) + "\n"


def _page(mine: Sequence[Mine]) -> str:
    chapters = []
    for kind in Kind:
        entries = tuple(_entry(one) for one in mine if one.kind is kind)
        if entries:
            chapters.append(Chapter(kind_words(kind).name, entries))
    return own_copy(chapters, LEFT_OUT)


def _entry(one: Mine) -> Entry:
    return Entry(str(one.body.get("day", "")) or "Undated", parts_of(one.body))


def _packed(files: Mapping[str, str]) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in sorted(files):
            about = zipfile.ZipInfo(name, _NO_DATE)
            about.compress_type = zipfile.ZIP_DEFLATED
            about.external_attr = 0o600 << 16
            archive.writestr(about, files[name].encode("utf-8", "replace"))
    return held.getvalue()
