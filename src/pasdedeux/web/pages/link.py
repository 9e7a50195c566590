"""How two become a couple here: invite, accept, unlink."""

from dataclasses import dataclass
from datetime import UTC, datetime

import segno
from markupsafe import Markup
from starlette.responses import RedirectResponse, Response

from pasdedeux.actions import ask_privately, clock
from pasdedeux.actions.accept_invitation import accept_invitation, look_at_invitation
from pasdedeux.actions.invite_partner import (
    invitation_until,
    invite_partner,
    take_back_invitation,
)
from pasdedeux.actions.sign_in import sign_out
from pasdedeux.actions.unlink_partner import unlink_partner
from pasdedeux.terms.errors import InvitationError, RefusedError
from pasdedeux.terms.home import Person
from pasdedeux.web.forms import As, Field, Filled, Form, RefusedFieldError
from pasdedeux.web.page import Audience, Gone, Page
from pasdedeux.web.render import render
from pasdedeux.web.visit import Visit

INVITATION = "invitation"
_INVITE = Form((), "Make an invitation")
_TAKE_BACK = Form((), "Take it back", is_quiet=True)
_ON = Form((), "Open to the home network", is_quiet=True)
_OFF = Form((), "Close it again", is_quiet=True)
_ACCEPT = Form((), "Accept and link us")
_WORD = Form(
    (
        Field(
            "word",
            "The code of your invitation",
            As.CODE,
            longest=100,
            hint="Groups of four; spaces and small letters do not matter.",
            missing="The code is needed. Whoever invited you sees it on their page.",
        ),
    ),
    "Look at it",
)
_HAND = Form((), "Sign me out and open it here")
_NO = Form((), "No, or not now", is_quiet=True)
_UNLINK = Form((), "Unlink now", is_quiet=True)


@dataclass(frozen=True, slots=True)
class Shown:
    """An open invitation as its maker sees it."""

    word: str
    address: str
    picture: Markup
    until: str


def pages() -> tuple[Page, ...]:
    """Give the pages of the link."""
    anyone, mine = Audience.ANYONE, Audience.SIGNED_IN
    return (
        Page("/invite", mine, _invite, _INVITE, _make),
        Page("/invite/back", mine, form=_TAKE_BACK, take=_take_back, back="/invite"),
        Page("/invite/network/on", mine, form=_ON, take=_on, back="/invite"),
        Page("/invite/network/off", mine, form=_OFF, take=_off, back="/invite"),
        Page("/invite/hand", mine, form=_HAND, take=_hand, back="/invite"),
        Page("/join", anyone, _join, _ACCEPT, _accept),
        Page("/join/no", anyone, form=_NO, take=_decline, back="/join"),
        Page("/join/word", anyone, form=_WORD, take=_typed, back="/join"),
        Page("/join/{word}", anyone, _come),
        Page("/settings/link", Audience.COUPLE, _before_unlink, _UNLINK, _unlink),
    )


def _invite(visit: Visit) -> Response:
    if visit.link is not None:
        return render(visit, "invited.html")
    until = invitation_until(visit.home, visit.me, visit.now)
    word = visit.known().shown_once.get(INVITATION, "") if until else ""
    switch = (_OFF, "off") if visit.network.is_on else (_ON, "on")
    return render(
        visit,
        "invite.html",
        shown=_shown(visit, word, until) if word and until else None,
        until=_time(until) if until else "",
        network=visit.network,
        switch=visit.view(switch[0], f"/invite/network/{switch[1]}"),
        back=visit.view(_TAKE_BACK, "/invite/back"),
        hand=visit.view(_HAND, "/invite/hand"),
    )


def _shown(visit: Visit, word: str, until: float) -> Shown:
    base = visit.network.address or str(visit.request.base_url).rstrip("/")
    address = f"{base}/join/{word}"
    return Shown(word, address, _picture(address), _time(until))


def _picture(address: str) -> Markup:
    """Draw an address for a phone's camera: our own marks alone, no one's words."""
    drawn = segno.make(address, error="m").svg_inline(omitsize=True, border=2, svgclass=None)
    return Markup(drawn)  # noqa: S704 - drawn from an address of ours


def _time(wall: float) -> str:
    when = datetime.fromtimestamp(wall, UTC).astimezone()
    return f"{when:%A}, {when:%H:%M}"


def _make(visit: Visit, _: Filled) -> Gone:
    made = invite_partner(visit.home, visit.me, visit.now)
    return Gone("/invite", puts={INVITATION: made.token})


def _take_back(visit: Visit, _: Filled) -> Gone:
    take_back_invitation(visit.home, visit.me)
    visit.known().shown_once.pop(INVITATION, None)
    return Gone("/invite", say=visit.words.gettext("That invitation works no more."))


def _hand(visit: Visit, _: Filled) -> Gone:
    """Leave these pages, and open the invitation for whoever sits down next."""
    word = visit.known().shown_once.get(INVITATION, "")
    sign_out(visit.home, visit.token)
    return Gone(f"/join/{word}" if word else "/join", leaves=True)


def _decline(visit: Visit, _: Filled) -> Gone:
    """Let the invitation be; whoever made it is not told."""
    visit.known().invitation = ""
    return Gone("/today" if visit.session else "/", say="Nobody is told.")


def _on(visit: Visit, _: Filled) -> Gone:
    if not visit.network.switch_on():
        say = visit.words.gettext("This computer is in no home network just now.")
        return Gone("/invite", say=say)
    return Gone("/invite", say=visit.words.gettext("Open to your home network until you close it."))


def _off(visit: Visit, _: Filled) -> Gone:
    visit.network.switch_off()
    return Gone("/invite", say=visit.words.gettext("Only this computer again."))


def _come(visit: Visit) -> Response:
    """Take the word out of the address, so that no history keeps it."""
    visit.known().invitation = visit.part("word")[:100]
    return RedirectResponse("/join", 303)


def _typed(visit: Visit, filled: Filled) -> Gone:
    try:
        look_at_invitation(visit.home, filled["word"], visit.now)
    except InvitationError as refused:
        raise RefusedFieldError(field="word", say=str(refused)) from refused
    visit.known().invitation = filled["word"]
    return Gone("/join")


def _join(visit: Visit) -> Response:
    inviter, why = _inviter(visit)
    word = None if inviter else visit.view(_WORD, "/join/word")
    no = visit.view(_NO, "/join/no")
    return render(visit, "join.html", inviter=inviter, why=why, word=word, no=no)


def _inviter(visit: Visit) -> tuple[Person | None, str]:
    invitation = visit.visitor.invitation if visit.visitor else ""
    if not invitation:
        return None, ""
    try:
        return look_at_invitation(visit.home, invitation, visit.now), ""
    except RefusedError as refused:
        visit.known().invitation = ""
        return None, str(refused)


def _accept(visit: Visit, _: Filled) -> Gone:
    visitor = visit.known()
    link = accept_invitation(visit.home, visit.me, visitor.invitation, visit.now)
    visitor.invitation = ""
    say = visit.words.say(
        "You and {other} are linked. Nothing is shared yet.", other=link.other.name
    )
    is_time = ask_privately.is_time_to_ask(visit.home, visit.me, clock.today().date())
    return Gone("/private" if is_time else "/us", say=say)


def _before_unlink(visit: Visit) -> Response:
    return render(visit, "unlink.html")


def _unlink(visit: Visit, _: Filled) -> Gone:
    unlink_partner(visit.home, visit.me)
    say = "You are linked with nobody now. What you wrote is still yours."
    return Gone("/us", say=visit.words.gettext(say))
