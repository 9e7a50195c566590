"""Whose words are shown, percentiles that exist, traits that may be handed on."""

import numpy as np
import pytest

from pasdedeux.measure import catalogue, norms, respondent, scoring, sheet, traits
from pasdedeux.measure.sheet import Sheet, Withheld
from pasdedeux.terms.errors import UnreadableError
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.score import Score, Trait, Unscored

ECR = catalogue.fetch("ecr")
SAAM = catalogue.fetch("saam")


@pytest.mark.parametrize("name", ["ecr", "ecr_r", "ecr_rs", "csi_16", "phq_4", "k6"])
def test_a_sheet_that_ships_has_words_for_every_item_and_shows_its_notice(name: str) -> None:
    instrument = catalogue.fetch(name)
    shown = sheet.sheet(instrument)
    assert isinstance(shown, Sheet)
    assert tuple(question.item for question in shown.questions) == instrument.item_ids
    assert shown.notice == instrument.notice
    for question in shown.questions:
        assert question.words
        low, high = instrument.ranges[question.item]
        assert sorted(choice.value for choice in question.choices) == list(range(low, high + 1))


def test_the_direction_of_printed_options_of_the_csi_is_kept() -> None:
    shown = sheet.sheet(catalogue.fetch("csi_16"))
    assert isinstance(shown, Sheet)
    by_item = {question.item: question for question in shown.questions}
    assert [choice.value for choice in by_item["11"].choices] == [5, 4, 3, 2, 1, 0]
    assert [choice.value for choice in by_item["12"].choices] == [0, 1, 2, 3, 4, 5]
    assert (by_item["2"].choices[0].words, by_item["2"].choices[0].value) == ("All the time", 5)
    assert by_item["11"].before.startswith("For each of the following items")


def test_a_sheet_about_one_person_speaks_of_that_person() -> None:
    rs = catalogue.fetch("ecr_rs")
    mother, general = sheet.sheet(rs, "mother"), sheet.sheet(rs, "general")
    assert isinstance(mother, Sheet)
    assert isinstance(general, Sheet)
    assert "mother-like figure" in mother.instruction
    assert "this person" in mother.questions[0].words
    assert "people" in general.questions[0].words


@pytest.mark.parametrize("name", ["saam", "cpq_sf", "pprs"])
def test_words_that_are_not_ours_are_withheld(name: str) -> None:
    found = sheet.sheet(catalogue.fetch(name))
    assert isinstance(found, Withheld)
    assert "may not be passed on" in found.reason


def test_supplied_plain_text_is_read_by_number_or_by_order() -> None:
    numbered = "\n".join(f"{item}. Statement {item}" for item in reversed(SAAM.item_ids))
    plain = "# my copy\n\n" + "\n".join(f"Statement {item}" for item in SAAM.item_ids)
    one, two = sheet.supplied(SAAM, numbered, "s.txt"), sheet.supplied(SAAM, plain, "s.txt")
    assert one == two
    assert one.questions[20].words == "Statement 21"


def test_supplied_toml_brings_its_labels() -> None:
    items = "\n".join(f'{item} = "Statement {item}"' for item in SAAM.item_ids)
    labels = '[[labels]]\nvalue = 1\ntext = "no"\n\n[[labels]]\nvalue = 7\ntext = "yes"\n\n'
    found = sheet.supplied(SAAM, f'instruction = "Now."\n{labels}[items]\n{items}', "s.toml")
    assert found.instruction == "Now."
    assert [choice.words for choice in found.questions[0].choices] == ["no", "yes"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("one\ntwo\nthree", "s.txt has 3 lines of text; saam has 21 items"),
        ("", "s.txt has 0 lines of text; saam has 21 items"),
        ("1. one\n2. two", "s.txt: saam has 21 items; found no text for item 3, 4, 5"),
        ("[items]\n1 = ", "s.txt is not readable as TOML"),
        ('[items]\n1 = "a"\n99 = "b"', "an item it does not have: 99"),
    ],
)
def test_supplied_words_that_do_not_fit_are_refused_in_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(UnreadableError, match=sentence):
        sheet.supplied(SAAM, text, "s.txt")


def test_a_percentile_is_said_in_the_one_sentence_that_is_true() -> None:
    score = Score(3.056, 0.232, ECR.ruler("anxiety", "mean"))
    found = norms.standing(norms.fetch("ecr"), score)
    assert found is not None
    assert found.sentence == (
        "higher than about 50 % of 39,049 adults who took this test on a public site"
    )
    assert found.low < found.percent < found.high


def test_outside_the_table_nothing_finer_is_said() -> None:
    held = norms.fetch("ecr")
    low = norms.standing(held, Score(1.0, 0.2, ECR.ruler("avoidance", "mean")))
    high = norms.standing(held, Score(5.0, 0.2, ECR.ruler("avoidance", "mean")))
    assert low is not None
    assert high is not None
    assert low.sentence.startswith("higher than fewer than 5 % of")
    assert high.sentence.startswith("higher than more than 95 % of")


def test_a_group_may_be_named() -> None:
    score = Score(3.0, 0.2, ECR.ruler("anxiety", "mean"))
    young = norms.standing(norms.fetch("ecr"), score, "female", "18-19")
    old = norms.standing(norms.fetch("ecr"), score, "male", "60-80")
    assert young is not None
    assert old is not None
    assert young.percent < old.percent


def test_where_no_norm_fits_nothing_is_said() -> None:
    held = norms.fetch("ecr")
    assert norms.standing(held, Score(0.0, 0.2, ECR.ruler("anxiety", "theta"))) is None
    assert norms.standing(held, Score(3.0, 0.2, ECR.ruler("anxiety", "mean", "adaptive"))) is None
    for name in catalogue.NAMES:
        assert (norms.fetch(name) is None) is (name != "ecr")
    ecr_r = catalogue.fetch("ecr_r")
    score = Score(4.0, 0.3, ecr_r.ruler("anxiety", "mean"))
    assert norms.standing(norms.fetch("ecr_r"), score) is None


def test_a_trait_is_what_the_answers_alone_say() -> None:
    found = traits.trait(Score(1.2, 0.5, ECR.ruler("anxiety", "theta")), Partner.B)
    assert isinstance(found, Trait)
    assert (found.partner, found.dimension, found.source) == (Partner.B, "anxiety", "ecr")
    # a standard normal prior put back in gives the score again
    precision = 1 + 1 / found.error**2
    assert found.value / found.error**2 / precision == pytest.approx(1.2)
    assert precision**-0.5 == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("scored", "sentence"),
    [
        (Score(3.0, 0.2, ECR.ruler("anxiety", "mean")), "has no reference group"),
        (Score(40, 3, catalogue.fetch("csi_16").ruler("satisfaction", "sum")), "no attachment"),
        (Unscored("not enough answers", ECR.ruler("anxiety", "theta")), "not enough answers"),
        (Score(0.1, 0.97, ECR.ruler("anxiety", "theta")), "too few answers"),
    ],
)
def test_a_score_without_a_reference_group_gives_no_trait(
    scored: Score | Unscored, sentence: str
) -> None:
    found = traits.trait(scored, Partner.A)
    assert isinstance(found, traits.NoTrait)
    assert sentence in found.reason


@pytest.mark.parametrize("name", catalogue.NAMES)
def test_a_respondent_who_stands_higher_scores_higher(name: str) -> None:
    instrument = catalogue.fetch(name)
    target = instrument.targets[0] if instrument.targets else ""
    chance = np.random.default_rng(1)
    for scale in instrument.scales:
        means = []
        for standing in (-1.5, 1.5):
            values = []
            for _ in range(20):
                uniforms = chance.random(len(instrument.items))
                given = respondent.answer(instrument, {scale.name: standing}, uniforms)
                found = scoring.score(instrument, dict(given), target=target)
                values += [
                    one.value
                    for one in found
                    if isinstance(one, Score)
                    and (one.ruler.scale, one.ruler.metric) == (scale.name, scale.metric)
                ]
            means.append(np.mean(values))
        assert means[0] < means[1]


def test_a_respondent_needs_a_number_for_each_item() -> None:
    with pytest.raises(ValueError, match=r"\(3,\) numbers for 36 items"):
        respondent.answer(ECR, {}, np.full(3, 0.5))


def test_a_sheet_of_the_ecr_gives_two_traits_and_one_of_the_ecr_r_two_reasons() -> None:
    ecr: dict[str, int | None] = dict.fromkeys(ECR.item_ids, 4)
    found = traits.traits_of(ECR, ecr, Partner.A)
    assert [one.dimension for one in found if isinstance(one, Trait)] == ["anxiety", "avoidance"]
    ecr_r = catalogue.fetch("ecr_r")
    reasons = traits.traits_of(ecr_r, dict.fromkeys(ecr_r.item_ids, 4), Partner.A)
    assert [type(one) for one in reasons] == [traits.NoTrait, traits.NoTrait]
    k6 = catalogue.fetch("k6")
    assert traits.traits_of(k6, dict.fromkeys(k6.item_ids, 4), Partner.A) == ()
