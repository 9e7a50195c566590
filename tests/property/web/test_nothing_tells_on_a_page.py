"""Whatever somebody says when asked alone, every page of the other has the same bytes.

Ana answers anew and looks around as she would; Ben then fetches all that there is for him.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pasdedeux.actions.ask_privately import Said, Step, questions
from pasdedeux.terms.home import Kind
from pasdedeux.web.shelf import Shelf
from pasdedeux.web.site import home_table
from tests.living import Browser, living
from tests.unit.web.test_daily import keep_reading, tell

_MARKS = re.compile(rb'name="(?:form|once|mark)" value="[^"]*"')
_HERS = (
    "/today", "/us", "/days/over-time", "/moments", "/try", "/try/listening", "/try/listening/go",
    "/try/done", "/mine", "/private",
)  # fmt: skip
_FROM_TODAY = ("/sharing/{kind}/on", "/moments/asked", "/invite", "/private/later")
"""Forms that Ben sends from a page that is no longer current: he is sent on, and told why."""

Got = dict[str, tuple[int, dict[str, str], bytes]]


@dataclass(frozen=True)
class Two:
    ana: Browser
    ben: Browser
    moment: str

    def of_ben(self) -> Got:
        """Fetch every page for Ben: what comes, its size, its headers and where it leads."""
        found: Got = {}
        for page in home_table(_no_samples):
            address = page.path.replace("{id}", self.moment).replace("{kind}", Kind.NOTES.value)
            address = address.replace("{name}", "listening")
            if page.show:
                for method in ("GET", "HEAD"):
                    found[f"{method} {address}"] = self._asked(method, address)
            if page.path in _FROM_TODAY:
                found[f"POST {address}"] = self._asked("POST", address)
        assert len(found) > 80
        return found

    def _asked(self, method: str, address: str) -> tuple[int, dict[str, str], bytes]:
        sent = {"Origin": self.ben.address} if method == "POST" else {}
        answer = self.ben.client.request(method, address, headers=sent, follow_redirects=False)
        headers = {name: value for name, value in answer.headers.items() if name != "date"}
        return answer.status_code, headers, _MARKS.sub(b"", answer.content)

    def ana_looks_around(self) -> None:
        for path in _HERS:
            self.ana.go(path)
            assert self.ana.page.status_code == 200


def _no_samples() -> Shelf:
    """Stand in for the made-up couples, which no page of the home asks for."""
    return Shelf((), lambda _: (_ for _ in ()).throw(KeyError))


@pytest.fixture(scope="module")
def two() -> Iterator[Two]:
    """Let both write and show something, and each wait for the other in something."""
    with TemporaryDirectory() as folder, living(Path(folder)) as house:
        ana, ben = house.couple("Ana", "Ben")
        for one in (ana, ben):
            one.send({"text": "a walk by the sea", "who": "both"}, at="/notes/new")
            one.send({"close": "7", "stress": "2"}, at="/check-in")
            tell(one, "me:presses", "you:pulls_away")
            one.send({"choice": "WHEN_BOTH"})
        moment = ben.path.rpartition("/")[2]
        for name in ("Ana", "Ben"):
            keep_reading(house, name)
        found = Two(ana, ben, moment)
        found.ana_looks_around()
        found.of_ben()
        yield found


def _said(step: Step) -> st.SearchStrategy[dict[str, str]]:
    names = [question.name for question in questions(step)]
    return st.dictionaries(
        st.sampled_from(names), st.sampled_from([Said.NO, Said.YES, Said.UNSURE])
    )


_NO = {step: {question.name: Said.NO for question in questions(step)} for step in Step}


@settings(
    max_examples=5,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(put_off=st.booleans(), first=_said(Step.FIRST), more=st.none() | _said(Step.MORE))
@example(put_off=False, first=_NO[Step.FIRST], more=None)
@example(put_off=False, first={**_NO[Step.FIRST], "afraid": Said.YES}, more=_NO[Step.MORE])
@example(put_off=True, first={}, more=None)
def test_no_page_of_ben_differs_by_a_byte_whatever_ana_says(
    two: Two, *, put_off: bool, first: dict[str, str], more: dict[str, str] | None
) -> None:
    before = two.of_ben()
    if put_off:
        two.ana.send(to="/private/later", at="/private")
    two.ana.send({**first, "step": "first"}, at="/private/on")
    if more is not None and 'value="more"' in two.ana.page.text:
        two.ana.send({**more, "step": "more"})
    two.ana_looks_around()
    assert two.of_ben() == before


def test_the_comparison_would_notice_one_shared_word(two: Two) -> None:
    """Or the test above would prove nothing."""
    before = two.of_ben()
    two.ana.send({"text": "another walk", "who": "both"}, at="/notes/new")
    two.ana.send(to="/sharing/notes/on", at="/sharing")
    changed = {path for path, got in two.of_ben().items() if got != before[path]}
    assert {"GET /us"} <= changed
