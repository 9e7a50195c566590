"""What the other can see now, to the letter, and the switch for each kind."""

from dataclasses import dataclass

from starlette.responses import Response

from pasdedeux.actions.see_sharing import granted_kinds, seen_by_other
from pasdedeux.actions.share_kind import share_kind, withdraw_kind
from pasdedeux.present.sharing import KindWords, kind_words, never_shared, shareable
from pasdedeux.terms.errors import MissingError
from pasdedeux.terms.home import Kind, Mine
from pasdedeux.web.forms import Filled, Form
from pasdedeux.web.page import Audience, Gone, Page
from pasdedeux.web.render import render
from pasdedeux.web.visit import FormView, Visit

_SHARE = Form((), "Share", is_quiet=True)
_WITHDRAW = Form((), "Stop sharing", is_quiet=True)


@dataclass(frozen=True, slots=True)
class Switch:
    """A kind, whether it is shared, its items that the other reads now, and the button."""

    words: KindWords
    is_on: bool
    seen: tuple[Mine, ...]
    button: FormView


def pages() -> tuple[Page, ...]:
    """Give the page and its switches."""
    couple = Audience.COUPLE
    return (
        Page("/sharing", Audience.SIGNED_IN, _sharing),
        Page("/sharing/{kind}/on", couple, form=_SHARE, take=_share, back="/sharing"),
        Page("/sharing/{kind}/off", couple, form=_WITHDRAW, take=_withdraw, back="/sharing"),
    )


def _sharing(visit: Visit) -> Response:
    if visit.link is None:
        return render(visit, "sharing_alone.html")
    granted = granted_kinds(visit.home, visit.me)
    seen = seen_by_other(visit.home, visit.me)
    switches = [_switch(visit, words, granted, seen) for words in shareable(visit.words)]
    never = never_shared(visit.words)
    return render(visit, "sharing.html", switches=switches, never=never, count=len(seen))


def _switch(
    visit: Visit, words: KindWords, granted: frozenset[Kind], seen: tuple[Mine, ...]
) -> Switch:
    is_on = words.kind in granted
    form, way = (_WITHDRAW, "off") if is_on else (_SHARE, "on")
    items = tuple(item for item in seen if item.kind is words.kind)
    return Switch(words, is_on, items, visit.view(form, f"/sharing/{words.kind}/{way}"))


def _kind(visit: Visit) -> Kind:
    try:
        return Kind(visit.part("kind"))
    except ValueError as problem:
        raise MissingError from problem


def _other(visit: Visit) -> str:
    return visit.link.other.name if visit.link else ""


def _share(visit: Visit, _: Filled) -> Gone:
    kind = _kind(visit)
    share_kind(visit.home, visit.me, kind)
    say = visit.words.say(
        "{other} can now see: {what}.", other=_other(visit), what=kind_words(kind, visit.words).name
    )
    return Gone("/sharing", say=say)


def _withdraw(visit: Visit, _: Filled) -> Gone:
    kind = _kind(visit)
    withdraw_kind(visit.home, visit.me, kind)
    say = visit.words.say(
        "No longer shown to {other}: {what}.",
        other=_other(visit),
        what=kind_words(kind, visit.words).name,
    )
    return Gone("/sharing", say=say)
