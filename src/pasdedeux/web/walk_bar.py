"""Say on every page of a walk that the couple is made up, with the ways out of it."""

from dataclasses import dataclass

from pasdedeux.terms.partner import Partner
from pasdedeux.web.forms import Form
from pasdedeux.web.visit import FormView, Visit

SIDES = {Partner.A: "/walk/a", Partner.B: "/walk/b"}
AGAIN, OUT = "/walk/again", "/walk/out"
SEE = Form((), "See it", is_quiet=True)
ENTER = Form((), "See it")
PUT_BACK = Form((), "Put it all back", is_quiet=True)
LEAVE = Form((), "Leave the walk", is_quiet=True)
_ASKS = frozenset({"/settings/passphrase", "/settings/code", "/settings/data"})
"""Pages that ask for the passphrase, which nobody who walks through has chosen."""


@dataclass(frozen=True, slots=True)
class WalkBar:
    """What stands above every page of a walk."""

    name: str
    other: str
    switch: FormView
    again: FormView
    out: FormView
    note: str


def walk_bar(visit: Visit) -> WalkBar | None:
    """Give the bar; None outside a walk."""
    walk = visit.walk
    if walk is None or walk.made is None or visit.session is None:
        return None
    side = walk.side
    other = walk.session(side.other, visit.now)
    return WalkBar(
        visit.session.name,
        other.name if other else "",
        visit.view(SEE, SIDES[side.other]),
        visit.view(PUT_BACK, AGAIN),
        visit.view(LEAVE, OUT),
        _note(visit, walk.made.passphrase, other.name if other else ""),
    )


def _note(visit: Visit, passphrase: str, other: str) -> str:
    """Say what is otherwise here than at home, on the few pages where something is."""
    say, name = visit.words.say, visit.session.name if visit.session else ""
    if visit.path in _ASKS:
        return say("{name}\u2019s passphrase here is: {words}.", name=name, words=passphrase)
    if visit.path == "/invite" and visit.link is None:
        return say(
            "To accept it here, see it as {other} and open /join.",
            other=other,
        )
    return ""
