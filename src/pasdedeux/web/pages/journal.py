"""Show the journal: pages that nobody else reads, questions to begin from, and a search."""

from datetime import date

from starlette.responses import Response

from pasdedeux.actions import clock
from pasdedeux.actions import write_journal as journal
from pasdedeux.present import daily
from pasdedeux.terms.errors import MissingError
from pasdedeux.web.forms import As, Field, Filled, Form
from pasdedeux.web.page import Audience, Gone, Page
from pasdedeux.web.render import render
from pasdedeux.web.visit import Visit

_TEXT = Field(
    "text", "Your page", As.LINES, longest=journal.LONGEST_ENTRY,
    missing="The page is still empty.",
)  # fmt: skip
_VERSION = Field("version", "Version", As.HIDDEN, longest=9, is_needed=False)
_WRITE = Form((_TEXT,), "Keep it")
_CHANGE = Form((_TEXT, _VERSION), "Keep it so")
_FIND = Form(
    (Field("words", "Find in my journal", longest=200, is_needed=False),),
    "Find",
    is_quiet=True,
    is_kept=False,
)
_ERASE = Form((), "Erase this page", is_quiet=True)
_BLANK = "0"
_PROMPTS = (_BLANK, *(str(number) for number in range(1, len(daily.PROMPTS) + 1)))


def pages() -> tuple[Page, ...]:
    """Give the journal, a new page, and one page."""
    here = Audience.SIGNED_IN
    return (
        Page("/journal", here, _list),
        Page("/journal/find", here, form=_FIND, take=_find, back="/journal"),
        Page("/journal/new/{prompt}", here, _new, _WRITE, _write, most_bytes=524_288),
        Page("/journal/page/{id}", here, _one, _CHANGE, _change, most_bytes=524_288),
        Page("/journal/page/{id}/erase", here, form=_ERASE, take=_erase, back="/journal"),
    )


def idea(day: date) -> tuple[str, str]:
    """Give the idea of a day: where a page is begun from it, and what it asks about."""
    key = daily.idea_of(day)
    return f"/journal/new/{tuple(daily.PROMPTS).index(key) + 1}", daily.PROMPTS[key][0]


def _list(visit: Visit) -> Response:
    sought = journal.sought(visit.home, visit.me)
    today = clock.today().date()
    found = journal.find_pages(visit.home, visit.me, sought) if sought else ()
    kept = journal.pages(visit.home, visit.me)
    return render(
        visit,
        "journal.html",
        prompts=[
            (f"/journal/new/{n}", *words) for n, words in enumerate(daily.PROMPTS.values(), 1)
        ],
        kept=[
            (f"/journal/page/{one.id}", daily.day_words(one.day, today, visit.words), one.text[:90])
            for one in kept
        ],
        found=[
            (f"/journal/page/{one.page.id}", daily.day_words(one.page.day, today, visit.words), one)
            for one in found
        ],
        sought=sought,
        find=visit.view(_FIND, "/journal/find").prefilled(words=sought),
    )


def _find(visit: Visit, filled: Filled) -> Gone:
    journal.seek(visit.home, visit.me, filled["words"])
    return Gone("/journal")


def _prompt(visit: Visit) -> str:
    number = visit.part("prompt")
    if number not in _PROMPTS:
        msg = "There is nothing here."
        raise MissingError(msg)
    return "" if number == _BLANK else tuple(daily.PROMPTS)[int(number) - 1]


def _new(visit: Visit) -> Response:
    return render(visit, "journal_new.html", prompt=daily.PROMPTS.get(_prompt(visit)))


def _write(visit: Visit, filled: Filled) -> Gone:
    journal.write_page(
        visit.home, visit.me, filled["text"], _prompt(visit), clock.today(), once=visit.once
    )
    return Gone("/journal", say="Kept. Nobody else can read it.")


def _one(visit: Visit) -> Response:
    page = journal.page(visit.home, visit.me, visit.part("id"))
    if visit.form is not None:
        visit.form = visit.form.prefilled(text=page.text, version=str(page.version))
    return render(
        visit,
        "journal_page.html",
        page=page,
        when=daily.day_words(page.day, clock.today().date(), visit.words),
        prompt=daily.PROMPTS.get(page.prompt),
        erase=visit.view(_ERASE, f"/journal/page/{page.id}/erase"),
    )


def _change(visit: Visit, filled: Filled) -> Gone:
    version = filled["version"]
    number = int(version) if version.isascii() and version.isdecimal() else 0
    journal.change_page(visit.home, visit.me, visit.part("id"), filled["text"], number)
    return Gone("/journal", say="Kept.")


def _erase(visit: Visit, _: Filled) -> Gone:
    journal.erase_page(visit.home, visit.me, visit.part("id"))
    return Gone("/journal", say="Erased.")
