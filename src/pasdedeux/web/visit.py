"""One look at one page: who looks, from which browser, and what they typed before."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from starlette.requests import Request

from pasdedeux.actions import chance, keep_draft
from pasdedeux.actions.open_home import Home, Session
from pasdedeux.actions.see_dance import Readings
from pasdedeux.actions.see_link import see_link
from pasdedeux.present.words import ENGLISH, Words
from pasdedeux.terms.errors import MissingError
from pasdedeux.terms.home import Instant, Link
from pasdedeux.web.forms import Field, Form
from pasdedeux.web.network import HomeNetwork
from pasdedeux.web.visitors import Told, Visitor, Visitors
from pasdedeux.web.walks import Walk, Walks

_ONCE_BYTES = 16


@dataclass(frozen=True, slots=True)
class Row:
    """A field as it stands on a page."""

    field: Field
    value: str
    refusal: str


@dataclass(frozen=True, slots=True)
class FormView:
    """A form as it stands on a page: where it goes, its marks, what is typed in it."""

    form: Form
    action: str
    token: str
    once: str
    mark: str
    values: Mapping[str, str]
    refusals: Mapping[str, str]
    is_typed: bool  # what is in it was typed before and not sent, or refused

    def prefilled(self, **values: str) -> "FormView":
        """Put values in, unless something was typed already."""
        return self if self.is_typed else replace(self, values=values)

    @property
    def rows(self) -> tuple[Row, ...]:
        """Give the fields with what stands in them."""
        return tuple(
            Row(one, self.values.get(one.name, ""), self.refusals.get(one.name, ""))
            for one in self.form.fields
        )


@dataclass(slots=True)
class House:
    """What all visits share."""

    home: Home
    visitors: Visitors
    network: HomeNetwork
    footer: tuple[tuple[str, str], ...] = ()
    readings: Readings = field(default_factory=Readings)
    walks: Walks = field(default_factory=Walks)


@dataclass(slots=True)
class Visit:
    """A request, with what is known of who made it."""

    request: Request
    house: House | None
    now: Instant
    token: str = ""
    session: Session | None = None
    visitor: Visitor | None = None
    told: Told = field(default_factory=Told)
    form: FormView | None = None
    words: Words = ENGLISH
    new_cookie: str = ""
    once: str = ""  # of the form at hand, for actions that write
    walk: Walk | None = None  # the made-up couple that this browser walks through
    new_walk: str = ""
    leaves_walk: str = ""  # by what leads here at home
    puts_back: bool = False
    _link: list[Link | None] = field(default_factory=list)

    @property
    def path(self) -> str:
        """Where it is."""
        return self.request.url.path

    @property
    def home(self) -> Home:
        """Give the home, for the actions."""
        if self.house is None:
            msg = "this site has no home"
            raise ValueError(msg)
        return self.house.home

    @property
    def walks(self) -> Walks:
        """Give the walks through the made-up couple."""
        if self.house is None:
            msg = "this site has no home"
            raise ValueError(msg)
        return self.house.walks

    @property
    def rooms(self) -> House:
        """Give what all visits of a home share.

        Raises:
            ValueError: this site has no home.
        """
        if self.house is None:
            msg = "this site has no home"
            raise ValueError(msg)
        return self.house

    @property
    def network(self) -> HomeNetwork:
        """Give the switch of the home network."""
        if self.house is None:
            msg = "this site has no home"
            raise ValueError(msg)
        return self.house.network

    @property
    def me(self) -> Session:
        """Give the session of who is signed in.

        Raises:
            MissingError: nobody is.
        """
        if self.session is None:
            msg = "There is nothing here."
            raise MissingError(msg)
        return self.session

    @property
    def link(self) -> Link | None:
        """Say with whom the viewer is linked; looked up once."""
        if not self._link:
            self._link.append(see_link(self.home, self.session) if self.session else None)
        return self._link[0]

    def part(self, name: str) -> str:
        """Give a part of the address, as `{name}` in the page's path."""
        return str(self.request.path_params[name])

    def known(self) -> Visitor:
        """Give the browser's own memory; begin one for a new browser."""
        if self.visitor is None:
            if self.house is None:
                msg = "this site has no home"
                raise ValueError(msg)
            self.new_cookie, self.visitor = self.house.visitors.begin()
        return self.visitor

    def view(self, form: Form, action: str = "", **values: str) -> FormView:
        """Put a form on this page.

        Args:
            form: what it asks.
            action: the page that takes it; this one, if none is named.
            values: what stands in it at first.
        """
        action = action or self.path
        typed = self._typed(form, action)
        return FormView(
            form=form,
            action=action,
            token=self.known().form_token,
            once=chance.secret(_ONCE_BYTES).hex(),
            mark=keep_draft.person_mark(self.session) if self.session else "",
            values=typed or values,
            refusals=self.told.refusals if self.told.action == action else {},
            is_typed=bool(typed),
        )

    def _typed(self, form: Form, action: str) -> Mapping[str, str]:
        in_memory = self.known().typed.get(action)
        if in_memory is not None:
            return in_memory
        if self.session is None or not form.is_kept or not form.fields:
            return {}
        return keep_draft.find_draft(self.home, self.session, f"form:{action}")
