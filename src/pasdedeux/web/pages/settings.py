"""Settings: name, passphrase, recovery code, and erasing oneself."""

from starlette.responses import Response

from pasdedeux.actions.change_passphrase import change_passphrase
from pasdedeux.actions.erase_person import erase_person
from pasdedeux.actions.recover_person import renew_code
from pasdedeux.actions.rename_person import rename_person
from pasdedeux.terms.errors import LeftoverError, NameRefusedError, SignInError
from pasdedeux.web.forms import As, Field, Filled, Form, RefusedFieldError
from pasdedeux.web.page import Audience, Gone, InWalk, Page, Show
from pasdedeux.web.pages.start import AGAIN, CODE, NEW, PASSPHRASE, refuse_pair
from pasdedeux.web.render import render
from pasdedeux.web.visit import Visit

_NAME = Form(
    (Field("name", "Your name here", longest=40, missing="A name is needed; any word will do."),),
    "Change my name",
)
_OLD = Field(
    "old",
    "Your passphrase now",
    As.SECRET,
    longest=1000,
    fills="current-password",
    missing="The passphrase you have now is needed.",
)
_CHANGE = Form((_OLD, NEW, AGAIN), "Change it")
_CODE = Form((PASSPHRASE,), "Draw a new code")
_ERASE = Form(
    (
        PASSPHRASE,
        Field(
            "sure",
            "Erase everything of mine. It cannot be brought back.",
            As.TICK,
            missing="Tick this if you are sure; otherwise nothing is erased.",
        ),
    ),
    "Erase everything of mine",
    is_quiet=True,
    is_kept=False,
)


def pages() -> tuple[Page, ...]:
    """Give the settings."""
    mine = Audience.SIGNED_IN
    return (
        Page("/settings", mine, _plain("settings.html")),
        Page("/settings/name", mine, _name, _NAME, _rename),
        Page("/settings/passphrase", mine, _plain("passphrase.html"), _CHANGE, _change),
        Page("/settings/code", mine, _plain("new_code.html"), _CODE, _renew),
        Page("/settings/data", mine, _plain("erase.html"), _ERASE, _erase),
        Page("/gone", Audience.ANYONE, _plain("gone.html"), in_walk=InWalk.ABSENT),
        Page("/gone/later", Audience.ANYONE, _plain("gone_later.html"), in_walk=InWalk.ABSENT),
    )


def _plain(template: str) -> Show:
    def show(visit: Visit) -> Response:
        return render(visit, template)

    return show


def _name(visit: Visit) -> Response:
    if visit.form is not None:
        visit.form = visit.form.prefilled(name=visit.me.name)
    return render(visit, "name.html")


def _rename(visit: Visit, filled: Filled) -> Gone:
    try:
        rename_person(visit.home, visit.me, filled["name"])
    except NameRefusedError as refused:
        raise RefusedFieldError(field="name", say=str(refused)) from refused
    say = visit.words.gettext("Your name is changed. Sign in with it from now on.")
    return Gone("/settings", say=say)


def _change(visit: Visit, filled: Filled) -> Gone:
    refuse_pair(filled, visit.me.name)
    try:
        arrived = change_passphrase(
            visit.home, visit.me, visit.token, filled["old"], filled["new"], visit.now
        )
    except SignInError as refused:
        raise RefusedFieldError(field="old", say="This is not your passphrase.") from refused
    say = visit.words.gettext(
        "Your passphrase is changed. Other browsers are signed out, and this is your new recovery"
        " code."
    )
    return Gone("/code", say=say, puts={CODE: arrived.recovery_code})


def _renew(visit: Visit, filled: Filled) -> Gone:
    try:
        arrived = renew_code(visit.home, visit.me, visit.token, filled["passphrase"], visit.now)
    except SignInError as refused:
        raise RefusedFieldError(field="passphrase", say="This is not your passphrase.") from refused
    return Gone("/code", puts={CODE: arrived.recovery_code})


def _erase(visit: Visit, filled: Filled) -> Gone:
    try:
        erase_person(visit.home, visit.me, filled["passphrase"], visit.now)
    except SignInError as refused:
        raise RefusedFieldError(field="passphrase", say="This is not your passphrase.") from refused
    except LeftoverError:
        return Gone("/gone/later", leaves=True)
    return Gone("/gone", leaves=True)
