"""The forms as another program would read them: described in OpenAPI, and tried by schemathesis.

It knows nothing of ours but the description, and sends what fits it and what does not: fields too
long, twice, missing, of other kinds, in other encodings.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok

from pasdedeux.web.forms import As, Field, Form
from pasdedeux.web.page import Page
from tests.fuzz.web.test_forms import LEAVES, TABLE
from tests.living import Browser, living

WAYS = tuple(page for page in TABLE if page.path not in LEAVES)
"""What ends the visit from which everything is sent is tried by `test_forms`, with wrong marks."""
PARTS = {
    "kind": {"enum": ["notes", "scores", "check_ins", "moments", "reflections"]},
    "number": {"type": "integer", "minimum": 0, "maximum": 60},
    "slot": {"type": "integer", "minimum": 0, "maximum": 3},
    "day": {"type": "string", "format": "date"},
    "id": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
}
ANY = {"type": "string", "minLength": 1, "maxLength": 60}
EASY = settings(
    deadline=None,
    max_examples=int(os.environ.get("FUZZ", "2")),
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


def _described(field: Field) -> dict[str, Any]:
    if field.kind is As.CHOICE and field.options:
        return {"type": "string", "enum": [value for value, _ in field.options]}
    return {"type": "string", "maxLength": field.longest}


def _body(page: Page) -> dict[str, Any]:
    form = page.form if isinstance(page.form, Form) else None
    fields = {one.name: _described(one) for one in form.fields} if form else {}
    free = {"item": ANY, "value": ANY, "name": ANY, "text": ANY} if callable(page.form) else {}
    of_ours = {"form": {"type": "string", "pattern": "^[0-9a-f]{64}$"}}
    schema = {"type": "object", "properties": {**fields, **free, **of_ours}, "required": ["form"]}
    kinds = ("application/x-www-form-urlencoded", "multipart/form-data", "text/plain")
    return {"required": True, "content": {kind: {"schema": schema} for kind in kinds}}


def _way(page: Page) -> dict[str, Any]:
    parts = [
        {"name": name, "in": "path", "required": True, "schema": PARTS.get(name, ANY)}
        for name in re.findall(r"{(\w+)}", page.path)
    ]
    answers = {"responses": {"default": {"description": "a page, or the step to one"}}}
    ways: dict[str, Any] = {"parameters": parts}
    if page.show:
        ways["get"] = answers
    if page.take:
        ways["post"] = {**answers, "requestBody": _body(page)}
    return ways


SCHEMA = schemathesis.openapi.from_dict(
    {
        "openapi": "3.0.3",
        "info": {"title": "the private home", "version": "1"},
        "paths": {page.path: _way(page) for page in WAYS},
    }
)


@dataclass(frozen=True)
class Visit:
    """A visit that is signed in, and the mark that its forms carry."""

    browser: Browser
    mark: str

    def headers(self) -> dict[str, str]:
        """Give what a browser says of itself."""
        cookies = "; ".join(f"{one.name}={one.value}" for one in self.browser.client.cookies.jar)
        own = self.browser.address
        return {"Origin": own, "Sec-Fetch-Site": "same-origin", "Cookie": cookies}


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    with living(tmp_path_factory.mktemp("home")) as made:
        ana, ben = made.couple("Ana", "Ben")
        ben.send({"text": "seen", "who": "both"}, at="/notes/new")
        ana.send({"text": "words", "who": "me"}, at="/notes/new")
        ana.go("/notes/new")
        yield Visit(ana, ana.marks("/notes/new")["form"])


def test_every_way_into_the_home_is_described() -> None:
    asked = {(page.path, "get") for page in WAYS if page.show}
    taken = {(page.path, "post") for page in WAYS if page.take}
    found = [one.ok() for one in SCHEMA.get_all_operations() if isinstance(one, Ok)]
    described = {(one.path, one.method.lower()) for one in found}
    assert described == asked | taken
    assert len(taken) > 25


@SCHEMA.parametrize()
@EASY
def test_whatever_is_sent_nothing_of_ours_falls_over(visit: Visit, case: Any) -> None:  # noqa: ANN401 - schemathesis gives no type that pytest could ask for
    _send(visit, case)
    if isinstance(case.body, dict):  # once more past the first door, with the mark of a real form
        case.body["form"] = visit.mark
        _send(visit, case)


def _send(visit: Visit, case: Any) -> None:  # noqa: ANN401 - as above
    answer = case.call(
        base_url=visit.browser.address, headers=visit.headers(), allow_redirects=False
    )
    case.validate_response(answer, checks=(not_a_server_error,))
    assert answer.status_code < 500
    assert b"Traceback" not in answer.content


def test_the_mark_of_a_real_form_comes_past_the_first_door(visit: Visit) -> None:
    def send(mark: str) -> int:
        case = SCHEMA["/notes/new"]["POST"].Case(
            body={"text": "hello", "who": "me", "form": mark},
            media_type="application/x-www-form-urlencoded",
        )
        url = visit.browser.address
        return int(
            case.call(base_url=url, headers=visit.headers(), allow_redirects=False).status_code
        )

    assert send(visit.mark) == 303
    assert send("0" * 64) != 303
