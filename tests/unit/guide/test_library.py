"""The library holds what it says: every file reads, aims, moves and cites something that exists."""

import re
from pathlib import Path

import pytest

from pasdedeux.guide import library
from pasdedeux.guide.library import Act, By, Mode, Of, Practice, StepKind, Who, practices, suited
from pasdedeux.guide.safety import Path as Way
from pasdedeux.model.exchange import Gains
from pasdedeux.recognise import links
from pasdedeux.terms import shipped
from pasdedeux.terms.errors import UnknownNameError, UnreadableError

TYPES = re.compile(
    r"\b(anxious|avoidant|secure|fearful|preoccupied|dismissing|disorgani[sz]ed|styles?)\b",
    re.IGNORECASE,
)
PROMISES = re.compile(r"\b(will (?:heal|help|save|fix|bring)|guarantee|always works|cure[sd])\b")
ORDERS = re.compile(r"\b(you should|you must|have to stop|need to learn)\b", re.IGNORECASE)


def keys(root: Path) -> set[str]:
    text = (root / "docs/references.bib").read_text(encoding="utf-8")
    return set(re.findall(r"^@\w+\{([^,\s]+),", text, re.MULTILINE))


def told(one: Practice) -> str:
    """Give all that a reader of a practice meets."""
    steps = " ".join(step.text for step in (*one.steps, *one.alone))
    parts = (one.title, one.summary, one.why, one.evidence, one.side_effects, *one.when_not, steps)
    return " ".join(parts)


def test_there_are_as_many_as_the_seed_asks_for_and_something_for_everybody() -> None:
    assert 24 <= len(practices()) <= 28
    assert {one.who for one in practices()} == set(Who)
    assert {one.mode for one in practices()} == set(Mode)
    assert len({one.title for one in practices()}) == len(practices())


def test_what_a_practice_moves_is_a_gain_of_the_model_and_its_arrows_are_those_of_a_reading() -> (
    None
):
    assert set(library.LARGEST) < set(Gains._fields)
    assert {(cause, effect) for _, cause, effect in links.SHOWN} == library.ARROWS
    aimed = {(aim.cause, aim.effect) for one in practices() for aim in one.for_links}
    assert aimed == library.ARROWS


@pytest.mark.parametrize("one", practices(), ids=lambda one: one.name)
def test_a_practice_cites_what_exists_or_says_that_it_assumes(one: Practice, root: Path) -> None:
    known = keys(root)
    for source in one.sources:
        assert source == "assumption" or (source in known and library.cited(source))
    for act in one.acts:
        assert act.source in known or act.source.startswith("assumption: ")
        assert set(re.findall(r"\b[a-z]+\d{4}\b", act.source)) <= known


@pytest.mark.parametrize("one", practices(), ids=lambda one: one.name)
def test_every_practice_says_when_not_and_what_may_get_worse(one: Practice) -> None:
    assert len(one.when_not) >= 1
    assert one.side_effects.endswith(".")
    assert all(line.endswith(".") for line in (*one.when_not, one.summary, one.why, one.evidence))


@pytest.mark.parametrize("one", practices(), ids=lambda one: one.name)
def test_no_word_sorts_promises_or_orders(one: Practice) -> None:
    assert not TYPES.search(told(one))
    assert not PROMISES.search(told(one))
    assert not ORDERS.search(told(one))
    assert "!" not in told(one)
    assert len(one.summary) <= 130
    assert one.summary.count(". ") == 0


@pytest.mark.parametrize("one", practices(), ids=lambda one: one.name)
def test_what_is_known_is_said_with_its_limits(one: Practice) -> None:
    doubt = re.compile(
        r"not been (tried|compared)|not tried|not known|known to us|Nobody has|Neither was a trial"
        r"|not an evening|not talking|not in couples|One study"
    )
    assert doubt.search(one.evidence)


@pytest.mark.parametrize(
    "one", [one for one in practices() if one.mode is Mode.TWO], ids=lambda one: one.name
)
def test_a_practice_for_two_says_who_acts_and_has_a_part_for_one(one: Practice) -> None:
    assert {step.by for step in one.steps} <= {By.ONE, By.OTHER, By.BOTH}
    assert one.alone
    assert one.own_steps == one.alone
    assert all(step.by is By.SELF for step in one.alone)
    assert not one.careful
    assert any("afraid" in line or "used" in line for line in one.when_not)
    assert {act.of for act in one.acts} == set(Of)


@pytest.mark.parametrize("one", practices(), ids=lambda one: one.name)
def test_the_clocks_of_a_practice_fit_into_its_minutes(one: Practice) -> None:
    assert sum(step.seconds for step in one.steps) <= one.minutes * 60
    assert one.full_per_week <= 7
    assert any(step.kind is not StepKind.CHOOSE for step in one.steps)


def test_the_acts_go_the_way_the_text_says() -> None:
    """What calms lowers alarm and lasting unrest; only a told side effect may do the contrary."""
    raised = {"soothing", "tolerance", "openness", "reach"}

    def helps(act: Act) -> bool:
        return (act.amount > 0) == (act.gain in raised)

    for one in practices():
        for act in one.acts:
            assert helps(act) or "side effect" in act.source, one.name
        assert sum(helps(act) for act in one.acts) >= sum(not helps(act) for act in one.acts)


def test_reassurance_is_quick_to_come_and_quick_to_go() -> None:
    (act,) = library.practice("daily-word").acts
    assert max(act.onset_days, act.fading_days) < 7


def test_the_careful_path_is_offered_nothing_for_two_and_nothing_marked_otherwise() -> None:
    found = suited(Way.CARE)
    assert len(found) >= 5
    assert all(one.careful and one.mode is Mode.ALONE for one in found)
    assert suited(Way.CARE, Mode.TWO) == ()
    assert set(found) < set(suited(Way.ORDINARY))
    assert suited(Way.ORDINARY) == practices()
    assert all(one.mode is Mode.ALONE for one in suited(Way.ORDINARY, Mode.ALONE))
    risky = {"good-intent", "now-or-then", "stay-longer", "boundaries", "clear-request"}
    assert not risky & {one.name for one in found}


def test_a_name_that_is_none_is_told() -> None:
    with pytest.raises(UnknownNameError, match="no practice called 'yoga'"):
        library.practice("yoga")


def _changed(old: str, new: str) -> str:
    text = shipped.text("guide", "practices", "en", "slow-breathing.toml")
    assert old in text
    return text.replace(old, new, 1)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('title = "Slow breathing"', "", "title: this key is missing; add it"),
        ('title = "Slow breathing"', 'title = ""', "title: write a text between quotes"),
        ('who = "either"', 'who = "anxious"', "who: write one of presser, away, both, either"),
        ("minutes = 5", "minutes = 500", "minutes: write a whole number, 1 to 60"),
        ("minutes = 5", "minutes = true", "minutes: write a whole number"),
        ("careful = true", 'careful = "yes"', "careful: write true or false"),
        ("pulling_away>alarm", "alarm>joy", "for_links 1 arrow: write one of pressing>"),
        ('kind = "breathe"', 'kind = "sing"', "steps 2 kind: write one of say, write"),
        ("seconds = 240", "", "steps 2 seconds: say how many seconds it takes"),
        ('gain = "carry"', 'gain = "fear"', "acts 1 gain: write one of amplification"),
        ('how = "add"', 'how = "log"', "acts 1 how: carry is moved by 'add'"),
        ("amount = -0.04", "amount = -4", "acts 1 amount: write a number, -0.08 to 0.08"),
        ("amount = -0.04", "amount = 0.0", "acts 1 amount: an act that moves nothing"),
        ("amount = -0.04", "amount = nan", "acts 1 amount: write a number"),
        ("onset_days = 14", "onset = 14", "acts 1 onset_days: this key is missing"),
        ("effort = 1", "effort = 1\nefforts = 2", "efforts: nothing reads this key; take it out"),
        ("minutes = 5", "minutes 5", "this is no TOML"),
        ('mode = "alone"', 'mode = "two"', "steps 1 by: this key is missing"),
    ],
)
def test_a_corrupt_file_is_told_in_one_sentence(old: str, new: str, said: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        library.read("slow-breathing.toml", _changed(old, new))
    sentence = str(caught.value)
    assert sentence.startswith("slow-breathing.toml: ")
    assert said in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence


def test_a_practice_for_two_can_never_be_marked_as_careful() -> None:
    text = shipped.text("guide", "practices", "en", "listening.toml")
    with pytest.raises(UnreadableError, match="a practice for two is never careful"):
        library.read("listening.toml", text.replace("careful = false", "careful = true"))


def test_what_is_empty_or_no_text_at_all_is_told() -> None:
    for text in ("", "\0", "[[steps]]", "title = 3"):
        with pytest.raises(UnreadableError, match=r"x\.toml: "):
            library.read("x.toml", text)
