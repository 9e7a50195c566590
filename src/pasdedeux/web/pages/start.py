"""The first pages: start for real or look round, whether this is for you, sign in, locked."""

from starlette.responses import RedirectResponse, Response

from pasdedeux.actions import ask_privately, clock
from pasdedeux.actions.create_person import create_person, refuse_weak
from pasdedeux.actions.open_home import is_empty
from pasdedeux.actions.recover_person import recover_person
from pasdedeux.actions.sign_in import sign_in, sign_out
from pasdedeux.terms.errors import PassphraseError
from pasdedeux.web.forms import As, Field, Filled, Form, RefusedFieldError
from pasdedeux.web.page import Audience, Gone, InWalk, Page, Show
from pasdedeux.web.render import render
from pasdedeux.web.visit import Visit

CODE = "code"

NAME = Field("name", "Your name here", fills="username", longest=40, missing="A name is needed.")
PASSPHRASE = Field(
    "passphrase",
    "Your passphrase",
    As.SECRET,
    longest=1000,
    fills="current-password",
    missing="The passphrase is needed.",
)
NEW = Field(
    "new",
    "A passphrase",
    As.SECRET,
    longest=1000,
    fills="new-password",
    hint="Ten characters or more. Four or five words that nobody links with you do well.",
    missing="A passphrase is needed; without one your pages would stand open.",
)
AGAIN = Field(
    "again",
    "The same passphrase again",
    As.SECRET,
    longest=1000,
    fills="new-password",
    missing="Type it a second time, so that a slip does not lock you out.",
)
_ADULT = Field(
    "adult",
    "I am 18 or older.",
    As.TICK,
    missing="This is made for adults. If you are younger, please leave this page.",
)
_CREATE = Form(
    (
        Field(
            "name",
            "What shall we call you?",
            fills="username",
            longest=40,
            hint="A first name or any word. Your partner sees it once you are linked.",
            missing="A name is needed; any word will do.",
        ),
        NEW,
        AGAIN,
        _ADULT,
    ),
    "Make my place",
)
_SIGN_IN = Form((NAME, PASSPHRASE), "Sign in")
_RECOVER = Form(
    (
        NAME,
        Field(
            "code",
            "Your recovery code",
            As.CODE,
            longest=100,
            hint="As you wrote it down; spaces and small letters do not matter.",
            missing="The code is needed.",
        ),
        NEW,
        AGAIN,
    ),
    "Open my pages",
)
_NOTED = Form(
    (
        Field(
            "noted",
            "I have it on paper or in another safe place.",
            As.TICK,
            missing="Write it down first, then tick this. It cannot be shown again.",
        ),
    ),
    "Go on",
)
OUT = Form((), "Sign out", is_quiet=True)


def pages() -> tuple[Page, ...]:
    """Give what somebody meets who has not signed in."""
    anyone, signed_in = Audience.ANYONE, Audience.SIGNED_IN
    new, sign_in_page = _signed_out("new.html"), _signed_out("in.html")
    recover = _signed_out("recover.html")
    absent = InWalk.ABSENT
    return (
        Page("/", anyone, _start),
        Page("/begin", anyone, _begin, in_walk=absent),
        Page("/unsure", anyone, _unsure, in_walk=absent),
        Page("/new", anyone, new, _CREATE, _create, in_walk=absent),
        Page("/in", anyone, sign_in_page, _SIGN_IN, _sign_in, in_walk=absent),
        Page("/locked", anyone, _locked, _SIGN_IN, _sign_in, in_walk=absent),
        Page("/in/code", anyone, recover, _RECOVER, _recover, in_walk=absent),
        Page("/code", signed_in, _code, _NOTED, _noted),
        Page("/out", signed_in, form=OUT, take=_out, back="/mine"),
    )


def refuse_pair(filled: Filled, name: str) -> None:
    """Refuse a new passphrase that is weak, or typed differently the second time.

    Raises:
        RefusedFieldError: says which of the two, and why.
    """
    try:
        refuse_weak(filled["new"], name)
    except PassphraseError as weak:
        raise RefusedFieldError(field="new", say=str(weak)) from weak
    if filled["new"] != filled["again"]:
        say = "The two are not the same. Type both once more."
        raise RefusedFieldError(field="again", say=say)


def _start(visit: Visit) -> Response:
    if visit.session is not None:
        return RedirectResponse("/today", 303)
    if is_empty(visit.home):
        return render(visit, "start.html")
    return RedirectResponse("/in", 303)


def _begin(visit: Visit) -> Response:
    return render(visit, "begin.html")


def _unsure(visit: Visit) -> Response:
    return render(visit, "unsure.html")


def _signed_out(template: str) -> Show:
    def show(visit: Visit) -> Response:
        if visit.session is not None:
            return RedirectResponse("/today", 303)
        return render(visit, template, is_invited=bool(visit.known().invitation))

    return show


def _locked(visit: Visit) -> Response:
    if visit.session is not None:
        return RedirectResponse("/today", 303)
    return render(visit, "locked.html")


def _next(visit: Visit) -> str:
    return "/join" if visit.known().invitation else "/today"


def _create(visit: Visit, filled: Filled) -> Gone:
    refuse_pair(filled, filled["name"])
    token, arrived = create_person(
        visit.home,
        filled["name"],
        filled["new"],
        visit.now,
        is_adult=filled.is_ticked("adult"),
    )
    return Gone("/code", token=token, puts={CODE: arrived.recovery_code})


def _sign_in(visit: Visit, filled: Filled) -> Gone:
    token, _ = sign_in(visit.home, filled["name"], filled["passphrase"], visit.now)
    if visit.session is not None:
        sign_out(visit.home, visit.token)
    return Gone(_next(visit), token=token)


def _recover(visit: Visit, filled: Filled) -> Gone:
    refuse_pair(filled, filled["name"])
    token, arrived = recover_person(
        visit.home, filled["name"], filled["code"], filled["new"], visit.now
    )
    return Gone("/code", token=token, puts={CODE: arrived.recovery_code})


def _code(visit: Visit) -> Response:
    code = visit.known().shown_once.get(CODE, "")
    return render(visit, "code.html", groups=code.split("-") if code else [])


def _noted(visit: Visit, _: Filled) -> Gone:
    visit.known().shown_once.pop(CODE, None)
    is_time = ask_privately.is_time_to_ask(visit.home, visit.me, clock.today().date())
    return Gone("/private" if is_time and not visit.known().invitation else _next(visit))


def _out(visit: Visit, _: Filled) -> Gone:
    sign_out(visit.home, visit.token)
    return Gone("/in", leaves=True)
