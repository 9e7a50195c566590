"""What follows a browser over a sign-in: what its person typed, and where they were."""

from collections.abc import Mapping
from urllib.parse import quote

from pasdedeux.actions import keep_draft
from pasdedeux.actions.open_home import Session
from pasdedeux.actions.sign_in import look
from pasdedeux.terms.errors import StoreError
from pasdedeux.web.page import Gone
from pasdedeux.web.visit import Visit
from pasdedeux.web.visitors import Told, Visitor

_STILL_THERE = "You were signed out before this was sent. It is all here; look it over and send it."


def mark(visit: Visit) -> str:
    """Give the mark of whoever is signed in; empty for nobody."""
    return keep_draft.person_mark(visit.session) if visit.session else ""


def keep_typed(visit: Visit, path: str, values: Mapping[str, str]) -> None:
    """Keep what was typed: sealed for who is signed in, in memory where that fails."""
    visitor = visit.known()
    visitor.typed.pop(path, None)
    if visit.session is None:
        visitor.typed[path] = values
        return
    try:
        keep_draft.keep_draft(visit.home, visit.session, f"form:{path}", values)
    except StoreError:
        visitor.typed[path] = values


def drop_typed(visit: Visit) -> None:
    """Let go of what was typed, since it was taken."""
    visit.known().typed.pop(visit.path, None)
    if visit.session is not None:
        keep_draft.drop_draft(visit.home, visit.session, f"form:{visit.path}")


def arrive(visit: Visit, gone: Gone) -> str:
    """Begin a fresh memory for a sign-in, so that nothing set before it is of use.

    Returns:
        where to go: back to where the same person was, or where the form leads.
    """
    if visit.house is None or gone.token is None:
        return gone.to
    before = visit.known()
    session = look(visit.home, gone.token, visit.now)
    _, after = visit.house.visitors.begin(gone.token)
    after.invitation = before.invitation
    after.shown_once.update(gone.puts)
    if gone.say:
        after.told[gone.to] = Told(gone.say)
    if not isinstance(session, Session):
        return gone.to
    held = _take_up(visit, session, before, after)
    if held:
        return held
    was_here = before.is_locked and before.was == session.id and bool(before.was_at)
    return before.was_at if was_here else gone.to


def _take_up(visit: Visit, session: Session, before: Visitor, after: Visitor) -> str:
    """Give somebody back what they had typed; what is another's stays unread and goes."""
    own = keep_draft.person_mark(session)
    last = ""
    for path, held in before.held.items():
        if held.mark == own and held.values:
            keep_draft.keep_draft(visit.home, session, f"form:{path}", held.values)
            after.told[path] = Told(_STILL_THERE, action=path, is_refusal=True)
            last = quote(path)
    before.held.clear()
    return last
