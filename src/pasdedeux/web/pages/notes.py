"""One's own notes: write one, change it, say who sees it, take it away."""

from starlette.responses import Response

from pasdedeux.actions import clock, share_kind, write_note
from pasdedeux.actions.see_sharing import granted_kinds
from pasdedeux.terms.home import Choice, Kind, Mine
from pasdedeux.web.forms import As, Field, Filled, Form
from pasdedeux.web.page import Audience, Gone, Page
from pasdedeux.web.render import render
from pasdedeux.web.visit import Visit

_TEXT = Field(
    "text",
    "What do you want to keep?",
    As.LINES,
    longest=10_000,
    missing="Write a word or two first.",
)
_VERSION = Field("version", "", As.HIDDEN, longest=12)
_ERASE = Form((), "Erase this note", is_quiet=True)
_CHOICES = {"as": Choice.AS_KIND, "me": Choice.PRIVATE, "both": Choice.SHARED}


def pages() -> tuple[Page, ...]:
    """Give the pages of notes."""
    mine = Audience.SIGNED_IN
    return (
        Page("/notes", mine, _all),
        Page("/notes/new", mine, _new, _form, _write),
        Page("/notes/{id}", mine, _one, _edit_form, _change),
        Page("/notes/{id}/erase", mine, form=_ERASE, take=_erase, back="/notes"),
    )


def _who(visit: Visit) -> tuple[Field, ...]:
    """Ask who sees it, of whoever is linked with somebody."""
    if visit.link is None:
        return ()
    is_shared = visit.session is not None and Kind.NOTES in granted_kinds(visit.home, visit.me)
    usual = "As all my notes: now both of us" if is_shared else "As all my notes: now only me"
    options = (("as", usual), ("me", "Only me"), ("both", "Both of us"))
    return (Field("who", "Who sees it?", As.CHOICE, options=options, is_needed=False),)


def _form(visit: Visit) -> Form:
    return Form((_TEXT, *_who(visit)), "Keep it")


def _edit_form(visit: Visit) -> Form:
    return Form((_TEXT, *_who(visit), _VERSION), "Keep the change")


def _choice(filled: Filled) -> Choice:
    return _CHOICES.get(filled["who"], Choice.AS_KIND)


def _all(visit: Visit) -> Response:
    return render(visit, "notes.html", notes=write_note.my_notes(visit.home, visit.me))


def _new(visit: Visit) -> Response:
    if visit.form is not None:
        visit.form = visit.form.prefilled(who="as")
    return render(visit, "note.html", note=None)


def _write(visit: Visit, filled: Filled) -> Gone:
    write_note.write_note(
        visit.home,
        visit.me,
        filled["text"],
        clock.today().date().isoformat(),
        choice=_choice(filled),
        once=visit.once,
    )
    return Gone("/notes", say=visit.words.gettext("Your note is kept."))


def _one(visit: Visit) -> Response:
    note = write_note.my_note(visit.home, visit.me, visit.part("id"))
    if visit.form is not None:
        visit.form = visit.form.prefilled(
            text=str(note.body.get("text", "")), who=_named(note), version=str(note.version)
        )
    erase = visit.view(_ERASE, f"{visit.path}/erase")
    return render(visit, "note.html", note=note, erase=erase)


def _named(note: Mine) -> str:
    return next((name for name, choice in _CHOICES.items() if choice is note.choice), "as")


def _change(visit: Visit, filled: Filled) -> Gone:
    note = write_note.my_note(visit.home, visit.me, visit.part("id"))
    version = int(filled["version"]) if filled["version"].isdigit() else 0
    write_note.change_note(visit.home, visit.me, note, filled["text"], version)
    if visit.link is not None and _choice(filled) is not note.choice:
        share_kind.choose_for_item(visit.home, visit.me, note.id, _choice(filled))
    return Gone("/notes", say=visit.words.gettext("The change is kept."))


def _erase(visit: Visit, _: Filled) -> Gone:
    write_note.erase_note(visit.home, visit.me, visit.part("id"))
    return Gone("/notes", say=visit.words.gettext("The note is erased."))
