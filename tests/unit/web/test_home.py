"""The pages of the home, asked for as a browser without scripts does."""

import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.living import WORDS, Browser, Living, link, living

OTHER_WORDS = "quite another passphrase"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Living]:
    with living(tmp_path) as found:
        yield found


def test_an_empty_home_offers_to_start_or_to_look_round(house: Living) -> None:
    ana = house.browser()
    ana.go("/")
    assert "Start for real" in ana.text
    assert 'href="/walk"' in ana.page.text
    assert "walk through a sample couple" in ana.text.lower()


def test_the_made_up_couples_need_nobody_and_lead_back(house: Living) -> None:
    page = house.browser().go("/sample")
    assert "After a hard evening" in page
    assert 'href="/">Back to the start</a>' in page


def test_a_recovery_code_is_shown_until_it_is_put_away_and_then_no_more(house: Living) -> None:
    ana = house.browser()
    ana.send({"name": "Ana", "new": WORDS, "again": WORDS, "adult": "yes"}, at="/new")
    assert ana.path == "/code"
    assert len(re.findall(r"<span>[0-9A-Z]{4}", ana.page.text)) == 8
    ana.go("/code")
    assert "shown this once" in ana.text
    ana.send({})
    assert "Write it down first" in ana.text
    ana.send({"noted": "yes"})
    assert ana.path == "/private"
    ana.go("/code")
    assert "put away" in ana.text


def test_a_lost_passphrase_is_replaced_by_the_code_and_only_once(house: Living) -> None:
    ana = house.browser()
    code = ana.arrive("Ana")
    ben = house.browser()
    new = {"new": OTHER_WORDS, "again": OTHER_WORDS}
    ben.send({"name": "ana", "code": code.lower(), **new}, at="/in/code")
    assert ben.path == "/code"
    ana.go("/today")
    assert ana.page.status_code == 404, "the other browser was signed out"
    again = house.browser()
    again.send({"name": "Ana", "code": code, **new}, at="/in/code")
    assert "open nothing here" in again.text


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("new", "short", "at least 10 characters"),
        ("new", "aaaaaaaaaaaaaa", "too easy to guess"),
        ("again", "something else entirely", "The two are not the same"),
        ("adult", "", "made for adults"),
        ("name", "", "A name is needed"),
        ("name", "x" * 41, "1 characters too long"),
    ],
)
def test_what_is_wrong_with_a_form_is_said_beside_the_field(
    house: Living, field: str, value: str, says: str
) -> None:
    ana = house.browser()
    sent = {"name": "Ana", "new": WORDS, "again": WORDS, "adult": "yes", field: value}
    ana.send(sent, at="/new")
    assert ana.path == "/new"
    assert says in ana.text
    assert f'href="#f-{field}"' in ana.page.text
    if field != "name":
        assert 'value="Ana"' in ana.page.text, "what was typed is kept"
    assert WORDS not in ana.page.text, "but no passphrase"


def test_a_wrong_passphrase_and_an_unknown_name_say_the_same(house: Living) -> None:
    house.person("Ana")
    ben = house.browser()
    ben.sign_in("Ana", "wrong wrong wrong")
    known = ben.text
    ben.sign_in("Eve", "wrong wrong wrong")
    assert ben.text == known
    assert "open nothing here" in known


def test_many_wrong_tries_have_to_wait(house: Living) -> None:
    house.person("Ana")
    ben = house.browser()
    for _ in range(6):
        ben.sign_in("Ana", "wrong wrong wrong")
    assert "Too many tries" in ben.text
    ben.sign_in("Ana")
    assert ben.path == "/in", "the right one waits too"


def test_a_couple_links_shares_withdraws_and_unlinks(house: Living) -> None:
    ana, ben = house.couple("Ana", "Ben")
    ana.send({"text": "a thing to say", "who": "as"}, at="/notes/new")
    ben.go("/us")
    assert "a thing to say" not in ben.page.text
    ana.send(to="/sharing/notes/on", at="/sharing")
    assert "What Ben can see now" in ana.text
    assert "a thing to say" in ana.text
    ben.go("/us")
    assert "a thing to say" in ben.text
    ana.send(to="/sharing/notes/off", at="/sharing")
    ben.go("/us")
    assert "a thing to say" not in ben.page.text
    ana.send(at="/settings/link")
    assert ana.path == "/us"
    ben.go("/us")
    assert "My side" in ben.text
    assert "Ana" not in ben.page.text


def test_one_note_can_be_kept_back_or_shown_alone(house: Living) -> None:
    ana, ben = house.couple("Ana", "Ben")
    ana.send({"text": "for us both", "who": "both"}, at="/notes/new")
    ana.send({"text": "for me alone", "who": "me"}, at="/notes/new")
    ana.send(to="/sharing/notes/on", at="/sharing")
    ben.go("/us")
    assert "for us both" in ben.text
    assert "for me alone" not in ben.page.text


def test_an_invitation_works_once(house: Living) -> None:
    ana, ben = house.person("Ana"), house.person("Ben")
    ana.send(at="/invite")
    found = re.search(r"/join/([A-Z0-9-]+)", ana.page.text)
    assert found
    ben.go(f"/join/{found[1]}")
    assert "Ana invites you" in ben.text
    assert found[1] not in str(ben.page.url)
    ben.send(to="/join")
    assert "linked" in ben.text
    eve = house.person("Eve")
    eve.go(f"/join/{found[1]}")
    assert "works no more" in eve.text
    eve.send({"word": found[1]}, to="/join/word")
    assert "works no more" in eve.text
    assert "Ana" not in eve.page.text


def test_an_invitation_taken_back_works_no_more(house: Living) -> None:
    ana, ben = house.person("Ana"), house.person("Ben")
    ana.send(at="/invite")
    found = re.search(r"/join/([A-Z0-9-]+)", ana.page.text)
    assert found
    ana.send(to="/invite/back")
    ben.go(f"/join/{found[1]}")
    assert "works no more" in ben.text


def test_who_is_invited_makes_a_place_and_comes_back_to_the_invitation(house: Living) -> None:
    ana, ben = house.person("Ana"), house.browser()
    ana.send(at="/invite")
    found = re.search(r"/join/([A-Z0-9-]+)", ana.page.text)
    assert found
    ben.go(f"/join/{found[1]}")
    ben.arrive("Ben")
    assert ben.path == "/join"
    ben.send(to="/join")
    assert ben.path == "/private", "as whoever came first"
    assert "You and Ana are linked" in ben.text


def test_one_s_own_invitation_is_for_the_other(house: Living) -> None:
    ana = house.person("Ana")
    ana.send(at="/invite")
    found = re.search(r"/join/([A-Z0-9-]+)", ana.page.text)
    assert found
    ana.go(f"/join/{found[1]}")
    ana.send()
    assert "your own invitation" in ana.text


def test_the_same_form_sent_twice_at_once_counts_once(house: Living) -> None:
    ana = house.person("Ana")
    ana.go("/notes/new")
    sent = {**ana.marks("/notes/new"), "text": "once only"}
    twins = [Browser(ana.address) for _ in range(4)]
    for twin in twins:
        twin.client.cookies = ana.client.cookies
    threads = [threading.Thread(target=twin.post, args=("/notes/new", sent)) for twin in twins]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for twin in twins:
        assert twin.path == "/notes"
        twin.client.close()
    assert ana.go("/notes").count("once only") == 1


def test_making_a_place_twice_by_a_double_click_still_shows_the_code(house: Living) -> None:
    ana = house.browser()
    ana.go("/new")
    sent = {**ana.marks("/new"), "name": "Ana", "new": WORDS, "again": WORDS, "adult": "yes"}
    before = dict(ana.client.cookies)
    ana.post("/new", sent)
    first = ana.text
    ana.client.cookies.clear()
    ana.client.cookies.update(before)
    ana.post("/new", sent)
    assert ana.path == "/code"
    assert ana.text == first


def test_back_and_other_words_in_the_same_form_are_another_note(house: Living) -> None:
    ana = house.person("Ana")
    ana.go("/notes/new")
    marks = ana.marks("/notes/new")
    ana.post("/notes/new", {**marks, "text": "the first"})
    ana.post("/notes/new", {**marks, "text": "the second"})
    assert "the first" in ana.text
    assert "the second" in ana.text


def test_a_change_in_two_windows_loses_neither(house: Living) -> None:
    ana = house.person("Ana")
    ana.send({"text": "as it was"}, at="/notes/new")
    found = re.search(r"/notes/[0-9a-f]{32}", ana.page.text)
    assert found
    ana.go(found[0])
    marks = ana.marks(found[0])
    ana.post(found[0], {**marks, "text": "from one window"})
    ana.go(found[0])
    late = {**ana.marks(found[0]), "version": "1", "text": "from the other window"}
    ana.post(found[0], late)
    assert "changed in another window" in ana.text
    assert "from the other window" in ana.text
    assert "from one window" in ana.go("/notes")


def test_emoji_and_right_to_left_words_come_back_as_written(house: Living) -> None:
    ana = house.browser()
    ana.arrive("ליאה 🌿")
    words = "مرحبا 👩‍👩‍👧\n<b>not bold</b> {{ 7*7 }} \u202eabc"
    ana.send({"text": words}, at="/notes/new")
    assert "<bdi>ליאה 🌿</bdi>" in ana.go("/today")
    page = ana.go("/notes")
    assert "مرحبا 👩‍👩‍👧" in page
    assert "&lt;b&gt;not bold&lt;/b&gt; {{ 7*7 }}" in page


def test_too_long_for_the_field_is_kept_and_too_long_for_the_page_is_refused(
    house: Living,
) -> None:
    ana = house.person("Ana")
    ana.send({"text": "x" * 10_001}, at="/notes/new")
    assert "1 characters too long" in ana.text
    assert "x" * 10_001 in ana.page.text
    ana.send({"text": "y" * 70_000}, at="/notes/new")
    assert ana.page.status_code == 413


def test_a_form_that_another_site_made_up_is_refused(house: Living) -> None:
    ana = house.person("Ana")
    ana.go("/notes/new")
    sent = {**ana.marks("/notes/new"), "text": "planted"}
    for headers in (
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ):
        ana.post("/notes/new", sent, headers)
        assert ana.page.status_code == 403, headers
    assert "planted" not in ana.go("/notes")


def test_a_form_without_its_token_is_not_taken_but_kept(house: Living) -> None:
    ana = house.person("Ana")
    ana.go("/notes/new")
    sent = {**ana.marks("/notes/new"), "text": "typed long ago", "form": "0" * 32}
    ana.post("/notes/new", sent)
    assert ana.path == "/notes/new"
    assert "open for a while" in ana.text
    assert "typed long ago" in ana.text
    assert "typed long ago" not in ana.go("/notes")


@pytest.mark.parametrize("more", [{"is_admin": "1"}, {"text[]": "x"}])
def test_a_field_that_the_form_does_not_have_is_refused(
    house: Living, more: dict[str, str]
) -> None:
    ana = house.person("Ana")
    ana.go("/notes/new")
    ana.post("/notes/new", {**ana.marks("/notes/new"), "text": "x", **more})
    assert ana.page.status_code == 400


@pytest.mark.parametrize("body", [b"\xff\xfe", b"text=%ff", b"a", b"text=1&text=2", b"&&&=;"])
def test_bytes_that_are_no_form_are_refused(house: Living, body: bytes) -> None:
    ana = house.person("Ana")
    headers = {"Origin": ana.address, "Content-Type": "application/x-www-form-urlencoded"}
    assert ana.client.post("/notes/new", content=body, headers=headers).status_code == 400


def test_what_was_typed_when_the_lock_fell_comes_back_to_the_same_person(tmp_path: Path) -> None:
    with living(tmp_path, idle=1.0) as house:
        ana = house.person("Ana")
        ana.go("/notes/new")
        sent = {**ana.marks("/notes/new"), "text": "half a thought"}
        _wait(1.2)
        ana.post("/notes/new", sent)
        assert ana.path == "/locked"
        assert "half a thought" not in ana.page.text
        ana.send({"name": "Ana", "passphrase": WORDS})
        assert ana.path == "/notes/new"
        assert "half a thought" in ana.text
        assert "half a thought" not in ana.go("/notes")


def test_what_was_typed_when_the_lock_fell_never_comes_to_another(tmp_path: Path) -> None:
    with living(tmp_path, idle=1.0) as house:
        house.person("Ben")
        ana = house.person("Ana")
        ana.go("/notes/new")
        sent = {**ana.marks("/notes/new"), "text": "half a thought"}
        _wait(1.2)
        ana.post("/notes/new", sent)
        ana.send({"name": "Ben", "passphrase": WORDS})
        assert ana.path == "/today", "nor does he learn where she was"
        for path in ("/today", "/notes/new", "/notes"):
            assert "half a thought" not in ana.go(path)


def test_a_locked_browser_gives_the_lock_for_every_address(tmp_path: Path) -> None:
    with living(tmp_path, idle=1.0) as house:
        ana = house.person("Ana")
        _wait(1.2)
        for path in ("/today", "/notes", "/sharing", "/nowhere"):
            ana.go(path)
            assert ana.path == "/locked", path


def test_a_page_left_open_under_another_sign_in_plants_nothing(house: Living) -> None:
    ana = house.person("Ana")
    ana.go("/notes/new")
    sent = {**ana.marks("/notes/new"), "text": "hers alone"}
    ana.post("/leave", {})
    house.person("Ben")
    ana.sign_in("Ben")
    ana.post("/notes/new", sent)
    assert ana.page.status_code == 409
    for path in ("/notes", "/notes/new"):
        assert "hers alone" not in ana.go(path)


def test_leaving_ends_the_sign_in_and_asks_the_browser_to_forget(house: Living) -> None:
    ana = house.person("Ana")
    ana.post("/leave", {})
    assert ana.path == "/measures"
    assert ana.page.history[0].headers["clear-site-data"] == '"cache", "cookies", "storage"'
    assert "Kitchen measures" in ana.page.text
    ana.go("/today")
    assert ana.page.status_code == 404


def test_the_exit_stands_in_the_same_corner_of_every_page(house: Living) -> None:
    ana = house.browser()
    for path in ("/", "/begin", "/new", "/in", "/locked", "/nowhere", "/leaving"):
        assert 'method="post" action="/leave"' in ana.go(path), path


def test_a_cookie_is_for_this_site_alone_and_no_script_reads_it(house: Living) -> None:
    ana = house.browser()
    ana.go("/in")
    cookie = ana.page.headers["set-cookie"].lower()
    assert cookie.startswith("visit=")
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "max-age" not in cookie


def test_signing_in_changes_the_word_that_the_browser_carries(house: Living) -> None:
    ana = house.browser()
    ana.go("/in")
    before = ana.client.cookies["visit"]
    ana.arrive("Ana")
    assert ana.client.cookies["visit"] != before


def test_every_answer_of_the_home_goes_out_under_strict_headers(house: Living) -> None:
    ana = house.person("Ana")
    for path in ("/today", "/settings", "/nowhere", "/style.css", "/home.js", "/leaving"):
        ana.go(path)
        headers = ana.page.headers
        assert headers["cache-control"] == "no-store"
        policy = headers["content-security-policy"]
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["referrer-policy"] == "same-origin"
        assert "<title>pasdedeux</title>" in ana.page.text or path.endswith(("css", "js"))


def test_a_page_without_a_form_goes_from_the_screen_when_the_keys_go(house: Living) -> None:
    ana = house.person("Ana")
    ana.go("/notes")
    assert ana.page.headers["refresh"] == "902; url=/locked"
    ana.go("/notes/new")
    assert "refresh" not in ana.page.headers


def test_no_page_is_heavier_than_promised(house: Living) -> None:
    ana, _ = house.couple("Ana", "Ben")
    shared = len(ana.go("/style.css").encode()) + len(ana.go("/home.js").encode())
    for path in ("/today", "/us", "/mine", "/sharing", "/settings", "/invite", "/notes/new"):
        assert len(ana.go(path).encode()) + shared < 100_000, path


def test_erasing_asks_for_the_passphrase_and_leaves_nothing(house: Living) -> None:
    ana, ben = house.couple("Ana", "Ben")
    ana.send({"text": "to be gone", "who": "both"}, at="/notes/new")
    ana.send({"passphrase": "wrong wrong", "sure": "yes"}, at="/settings/data")
    assert "not your passphrase" in ana.text
    ana.send({"passphrase": WORDS, "sure": "yes"}, at="/settings/data")
    assert ana.path == "/gone"
    assert "Ana" not in ben.go("/us")
    ana.sign_in("Ana")
    assert "open nothing here" in ana.text


def test_a_new_name_signs_in_and_the_other_sees_it(house: Living) -> None:
    ana, ben = house.couple("Ana", "Ben")
    ana.send({"name": "Ben"}, at="/settings/name")
    assert "taken" in ana.text
    ana.send({"name": "Anouk"}, at="/settings/name")
    assert "Anouk" in ben.go("/us")
    again = house.browser()
    again.sign_in("Anouk")
    assert again.path == "/today"


def test_a_new_passphrase_replaces_the_old_and_signs_out_elsewhere(house: Living) -> None:
    ana = house.person("Ana")
    phone = house.browser()
    phone.sign_in("Ana")
    new = {"new": OTHER_WORDS, "again": OTHER_WORDS}
    ana.send({"old": WORDS, **new}, at="/settings/passphrase")
    assert ana.path == "/code", "the old recovery code opens nothing any more"
    phone.go("/today")
    assert phone.page.status_code == 404
    phone.sign_in("Ana")
    assert phone.path == "/in"
    phone.sign_in("Ana", OTHER_WORDS)
    assert phone.path == "/today"


def test_a_new_code_needs_the_passphrase_and_ends_the_old(house: Living) -> None:
    ana = house.browser()
    old = ana.arrive("Ana")
    ana.send({"passphrase": "wrong wrong"}, at="/settings/code")
    assert "not your passphrase" in ana.text
    ana.send({"passphrase": WORDS})
    assert ana.path == "/code"
    assert "shown this once" in ana.text
    other = house.browser()
    new = {"new": OTHER_WORDS, "again": OTHER_WORDS}
    other.send({"name": "Ana", "code": old, **new}, at="/in/code")
    assert "open nothing here" in other.text


def test_without_a_home_network_the_switch_is_not_offered(house: Living) -> None:
    ana = house.person("Ana")
    ana.go("/invite")
    assert "home network" not in ana.text
    ana.go("/today")
    assert ana.client.get("/", headers={"Host": "192.168.1.5"}).status_code == 400


def test_a_half_typed_form_is_kept_by_a_quiet_request(house: Living) -> None:
    ana = house.person("Ana")
    ana.go("/notes/new")
    sent = {**ana.marks("/notes/new"), "text": "half typed"}
    ana.post("/notes/new?keep", sent)
    assert ana.page.status_code == 204
    assert "half typed" in ana.go("/notes/new")
    assert "half typed" not in ana.go("/notes")
    ana.send({"text": "whole"}, at="/notes/new")
    assert "half typed" not in ana.go("/notes/new")


def test_linking_a_second_time_is_refused_in_words(house: Living) -> None:
    ana, ben = house.couple("Ana", "Ben")
    eve = house.person("Eve")
    eve.send(at="/invite")
    found = re.search(r"/join/([A-Z0-9-]+)", eve.page.text)
    assert found
    ana.go(f"/join/{found[1]}")
    ana.send()
    assert "linked already" in ana.text
    with pytest.raises(AssertionError, match="no form"):
        link(ben, eve)


def _wait(seconds: float) -> None:
    threading.Event().wait(seconds)


def test_an_invitation_is_handed_over_at_one_computer(house: Living) -> None:
    ana = house.person("Ana")
    ana.send(at="/invite")
    ana.send(to="/invite/hand")
    assert ana.path == "/join"
    assert "Ana invites you" in ana.text
    ana.go("/today")
    assert ana.page.status_code == 404, "Ana's pages are closed"


def test_an_invitation_can_be_declined_and_nobody_is_told(house: Living) -> None:
    ana, ben = house.person("Ana"), house.person("Ben")
    ana.send(at="/invite")
    found = re.search(r"/join/([A-Z0-9-]+)", ana.page.text)
    assert found
    before = ana.go("/invite")
    ben.go(f"/join/{found[1]}")
    ben.send(to="/join/no")
    assert ben.path == "/today"
    assert "Ana" not in ben.go("/join")
    assert _unmarked(ana.go("/invite")) == _unmarked(before)


def _unmarked(page: str) -> str:
    return re.sub(r'name="(once|form)" value="\w*"', "", page)


def test_what_the_other_shows_is_a_page_of_its_own(house: Living) -> None:
    ana, ben = house.couple("Ana", "Ben")
    assert "Nothing just now" in _text(ben, "/shown")
    ana.send({"close": "8", "uneasy": "2"}, at="/check-in")
    ana.send(to="/sharing/check-ins/on", at="/sharing")
    shown = _text(ben, "/shown")
    assert "Check-ins" in shown
    assert "How close and safe did it feel? 8" in shown
    ana.send(to="/sharing/check-ins/off", at="/sharing")
    assert "Nothing just now" in _text(ben, "/shown")


def _text(browser: Browser, path: str) -> str:
    browser.go(path)
    return browser.text


def test_what_a_script_sends_after_somebody_left_gives_the_browser_no_mark_again(
    house: Living,
) -> None:
    ana = house.person("Ana")
    ana.go("/notes/new")
    sent = {**ana.marks("/notes/new"), "text": "half a thought", "who": "me"}
    ana.post("/leave", {})
    late = ana.post("/notes/new?keep", sent)
    assert late.page.status_code == 204
    assert "set-cookie" not in late.page.headers
    assert ana.go("/today")
    assert ana.page.status_code == 404
    assert "half a thought" not in ana.sign_in("Ana").go("/notes/new")
