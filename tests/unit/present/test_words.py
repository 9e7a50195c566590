import re
from dataclasses import replace
from itertools import cycle
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pasdedeux.actions.make_page import make_page
from pasdedeux.present import figures
from pasdedeux.present.at_home import shown_at_home
from pasdedeux.present.cards import Card, Shown, gain, shown
from pasdedeux.present.chart import LoopChart, SwingChart
from pasdedeux.present.course import patterns_chart
from pasdedeux.present.draw.chart import figure
from pasdedeux.present.headings import Standing
from pasdedeux.present.people import people
from pasdedeux.present.plain import Terminal, reading_lines
from pasdedeux.present.unknown import clearer
from pasdedeux.present.words import ENGLISH
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.reading import (
    Dance,
    Enough,
    Estimate,
    Limit,
    Link,
    Move,
    Pattern,
    Reading,
    ToldBy,
)
from tests import readings


def strength(value: float, low: float, high: float) -> tuple[Link, ...]:
    first, *more = readings.ANXIOUS_AVOIDANT.links
    return (replace(first, strength=Estimate(value, low, high)), *more)


def titles(links: tuple[Link, ...]) -> str:
    seen = shown(replace(readings.ANXIOUS_AVOIDANT, links=links))
    return " ".join(one.card.title for one in (*seen.arrows, *seen.more_arrows))


def test_a_named_dance_is_told_with_both_arrows_in_one_breath() -> None:
    seen = shown(readings.ANXIOUS_AVOIDANT)
    assert seen.heading == "When one of you steps back, the other steps closer"
    assert seen.lead.startswith(
        "When Ben steps back, Ana presses; when Ana presses, Ben steps back."
    )
    assert "Nobody started it" in seen.lead


def test_what_it_rests_on_counts_the_days_of_each() -> None:
    told = shown(readings.ANXIOUS_AVOIDANT).rests_on
    assert told == (
        "From 40 days that Ana wrote and 37 days that Ben wrote, out of 42, and six moments"
        " told step by step, starting from your questionnaires."
    )


def test_who_wrote_nothing_is_not_counted_as_nought() -> None:
    assert shown(readings.ONE_SIDED).rests_on == (
        "From 22 days that Lea wrote, out of 24, starting from your questionnaires."
    )


@pytest.mark.parametrize(
    ("reading", "standing"),
    [
        (readings.ANXIOUS_AVOIDANT, Standing.NAMED),
        (readings.NO_ONE_PATTERN, Standing.NONE_NAMED),
        (readings.NOT_ENOUGH, Standing.NOT_ENOUGH),
        (readings.ONE_SIDED, Standing.MORE_WILL_NOT_DO),
        (readings.ANSWERS_ONLY, Standing.ANSWERS_ONLY),
        (readings.NOTHING, Standing.NOTHING),
        (readings.POOR_FIT, Standing.NOT_SHOWN),
    ],
)
def test_every_kind_of_reading_has_its_own_heading(reading: Reading, standing: Standing) -> None:
    assert shown(reading).standing is standing
    assert shown(reading).heading


def test_days_that_do_not_tell_yet_say_how_many_more() -> None:
    seen = shown(readings.NOT_ENOUGH)
    assert seen.heading == "Not enough days yet to name a pattern"
    assert "two weeks that you both wrote: that is nine more days, at least." in seen.lead
    assert "At least nine more days that you both write." in seen.clearer


def test_after_two_weeks_the_days_to_go_are_called_a_rough_guess() -> None:
    limits = tuple(one for one in readings.NOT_ENOUGH.limits if one is not Limit.FEW_DAYS)
    seen = shown(replace(readings.NOT_ENOUGH, limits=limits))
    assert seen.lead.startswith("About nine more days from each of you may be enough, or not")
    assert "of 109 made-up couples who were told such a number, 45 had" in seen.lead
    assert "likely" not in seen.lead
    assert "About nine more days from each of you" in seen.clearer


def test_where_nobody_can_say_how_many_days_no_number_and_no_promise_is_given() -> None:
    reading = replace(readings.NO_ONE_PATTERN, enough=Enough(is_enough=False, more_days=None))
    seen = shown(reading)
    assert seen.standing is Standing.UNFORESEEN
    assert "nobody can say how many" in seen.lead
    assert not re.search(r"\d", seen.heading + seen.lead)


def test_a_leading_pattern_that_is_not_named_stays_out_of_the_heading_and_the_lead() -> None:
    seen = shown(readings.NOT_ENOUGH)
    assert "presses" not in seen.heading + seen.lead


def test_answers_alone_speak_of_couples_and_not_of_these_two() -> None:
    seen = shown(readings.ANSWERS_ONLY)
    assert seen.heading == "What couples with answers like yours tend to fall into"
    assert "not about you two" in seen.lead
    assert "No day of yours is in it yet" in seen.rests_on


def test_a_fit_that_failed_its_check_shows_no_figure_but_its_days() -> None:
    seen = shown(readings.POOR_FIT)
    assert (seen.loop, seen.arrows, seen.patterns, seen.echo) == (None, (), None, None)
    assert seen.days is not None


@pytest.mark.parametrize("reading", readings.EVERY, ids=lambda one: one.couple)
def test_the_days_never_rank_one_partner_against_the_other(reading: Reading) -> None:
    days = shown(reading).days
    if days is not None:
        assert days.about.title == "How close and safe each of you felt, day by day"
        assert not any(name in days.about.description for name in reading.names)


def test_an_arrow_whose_sign_is_open_is_called_not_clear() -> None:
    assert "When Ben steps back, perhaps Ana grows uneasy." in titles(strength(0.4, -0.3, 1.2))


def test_an_arrow_whose_low_end_reads_as_nought_is_not_clear_either() -> None:
    assert "When Ben steps back, perhaps Ana grows uneasy." in titles(strength(0.1, 0.01, 1.9))
    assert "When Ben steps back, Ana grows uneasy." in titles(strength(0.6, 0.06, 1.9))


def test_an_arrow_that_is_surely_small_is_not_called_unclear() -> None:
    assert "When Ben steps back, Ana stays about as calm." in titles(strength(0.0, -0.2, 0.2))


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ((0.0, -0.04, 0.03), "changes by less than 0.1 of a point of 10 either way."),
        ((1.0, 0.98, 1.03), "goes up by about 1.0 points of 10; likely close to that."),
    ],
)
def test_a_range_whose_ends_read_alike_is_never_told_as_a_range(
    numbers: tuple[float, float, float], said: str
) -> None:
    seen = shown(replace(readings.ANXIOUS_AVOIDANT, links=strength(*numbers)))
    told = [one.card.sentence for one in (*seen.arrows, *seen.more_arrows)]
    assert any(said in one for one in told)
    rows = [one.dots.about.table.rows[0] for one in (*seen.arrows, *seen.more_arrows)]
    assert not [row for row in rows if re.search(r"(\S+) to \1( |$)", " ".join(row[2:]))]


def test_an_arrow_below_nought_says_less() -> None:
    links = strength(-1.2, -2.0, -0.5)
    assert "When Ben steps back, Ana grows calmer." in titles(links)
    seen = shown(replace(readings.ANXIOUS_AVOIDANT, links=links))
    told = next(one.card.sentence for one in seen.more_arrows if "calmer" in one.card.title)
    assert told.endswith("goes down by about 1.2 points of 10; likely 0.5 to 2.0.")


def _told_by(source: ToldBy) -> tuple[Link, ...]:
    return tuple(replace(one, told_by=source) for one in readings.ANXIOUS_AVOIDANT.links)


def test_an_arrow_that_nothing_of_theirs_told_is_about_couples_in_general() -> None:
    links = _told_by(ToldBy.GENERAL)
    seen = shown(replace(readings.ANXIOUS_AVOIDANT, links=links))
    for one in (*seen.arrows, *seen.more_arrows):
        assert ", perhaps " in one.card.title
        assert "couples in general; what was written tells little" in one.card.sentence
        assert not any(name in one.card.doubt for name in readings.ANXIOUS_AVOIDANT.names)
    assert seen.loop is not None
    assert figure(seen.loop, ENGLISH).drawings[0].count(" unclear") == 2
    own = shown(readings.ANXIOUS_AVOIDANT).arrows[0].card
    assert "in general" not in own.sentence


def test_a_strong_arrow_of_the_questionnaires_is_drawn_as_sure_and_says_its_source() -> None:
    seen = shown(replace(readings.ANXIOUS_AVOIDANT, links=_told_by(ToldBy.ANSWERS)))
    assert seen.loop is not None
    assert " unclear" not in figure(seen.loop, ENGLISH).drawings[0]
    for one in seen.arrows:
        assert ", perhaps " not in one.card.title
        assert one.card.doubt.endswith(
            "The questionnaires say so; your days have added little yet."
        )
    assert "questionnaires" not in shown(readings.ANXIOUS_AVOIDANT).arrows[0].card.doubt


def test_an_arrow_of_someone_who_never_checked_in_is_about_couples_in_general() -> None:
    for reading in (readings.ONE_SIDED, readings.ANSWERS_ONLY):
        seen = shown(reading)
        for one in (*seen.arrows, *seen.more_arrows):
            assert "This is what is common in couples" in one.card.sentence
    assert "your days" not in shown(readings.ANSWERS_ONLY).arrows[0].card.sentence


def test_every_cause_and_effect_has_words() -> None:
    for cause in Move:
        for effect in Move:
            link = replace(readings.ANXIOUS_AVOIDANT.links[0], cause=cause, effect=effect)
            for numbers in ((2, 1, 3), (-2, -3, -1), (0, -0.1, 0.1), (1, -1, 3)):
                assert "{" not in titles((replace(link, strength=Estimate(*numbers)),))


def test_every_limit_says_what_would_tell() -> None:
    for limit in Limit:
        seen = shown(replace(readings.ANXIOUS_AVOIDANT, limits=(limit,), moments=(0, 0)))
        (one,) = seen.unknowns
        assert one.unseen.endswith(".")
        assert one.would_tell.endswith(".")
        assert seen.clearer


def test_every_dance_has_a_finding_with_and_without_a_leader() -> None:
    for dance in Dance:
        for leader in (None, *Partner):
            pattern = Pattern(dance, leader, 0.97, is_named=True)
            seen = shown(replace(readings.SECURE, patterns=(pattern,)))
            assert seen.heading
            assert "{" not in seen.lead


def test_the_safety_sentence_is_the_same_on_every_page() -> None:
    assert {shown(one).safety for one in readings.EVERY} == {shown(readings.SECURE).safety}
    assert shown(readings.SECURE).safety[0] == (
        "If you are afraid of your partner, this map is not for you."
    )


def test_one_missing_day_is_said_in_the_singular() -> None:
    one = replace(readings.NOT_ENOUGH, enough=Enough(is_enough=False, more_days=1))
    assert "that is one more day, at least" in shown(one).lead
    later = replace(one, limits=())
    assert shown(later).lead.startswith("About one more day from each of you may be")


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ((0.68, 0.92), "The arrow is stronger than in 7 to 9 of 10 couples."),
        ((0.3, 0.9), "How this compares with other couples is not clear yet."),
        ((0.52, 0.98), "The arrow is stronger than in at least 5 of 10 couples."),
        ((0.93, 0.99), "The arrow is stronger than in at least 9 of 10 couples."),
        ((0.0, 0.1), "The arrow is stronger than in 1 of 10 couples at most."),
        ((0.0, 0.4), "The arrow is stronger than in 4 of 10 couples at most."),
        ((0.48, 0.52), "The arrow is stronger than in about 5 of 10 couples."),
    ],
)
def test_a_place_among_couples_is_a_count_in_ten(place: tuple[float, float], words: str) -> None:
    assert figures.among_people(place, ENGLISH) == words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (2.0, 5.2, "likely 2 to 5 days"),
        (0.3, 0.7, "likely half a day at most"),
        (0.5, 6.0, "likely half a day to six days"),
        (4.0, inf, "likely four days or longer"),
        (4.0, 14.0, "likely four days or longer"),
        (3.1, 3.2, "likely close to that"),
        (0.01, 0.2, "likely no longer than that"),
        (14.0, 14.0, "likely no sooner"),
        (0.1, inf, "likely anything from less than half a day to two weeks or more"),
    ],
)
def test_time_is_told_no_finer_than_half_a_day(low: float, high: float, words: str) -> None:
    assert figures.duration_range(low, high, ENGLISH) == words


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        (
            (0.6, 0.4, 0.8),
            "about six tenths of it come back from the other; likely four to eight tenths.",
        ),
        (
            (1.2, 1.05, 1.4),
            "about twelve tenths of it come back from the other; likely eleven to 14 tenths.",
        ),
        (
            (0.1, 0.02, 0.2),
            "about one tenth of it comes back from the other; likely two tenths at most.",
        ),
        (
            (0.03, 0.0, 0.1),
            "less than a tenth of it comes back from the other; likely one tenth at",
        ),
        ((0.02, 0.0, 0.04), "less than a tenth of it comes back from the other."),
        ((-0.1, -0.3, 0.01), "less than a tenth of it comes back from the other."),
        ((0.5, 0.48, 0.52), "likely close to that."),
    ],
)
def test_the_loop_gain_is_tenths_of_a_step_and_no_verdict(
    numbers: tuple[float, float, float], said: str
) -> None:
    told = gain(Estimate(*numbers), ENGLISH)
    assert said in told
    assert "by itself" not in told
    assert "keeps itself going" not in told


def test_all_ten_dots_are_kept_for_the_certain() -> None:
    assert figures.ten_dots((0.55, 0.3, 0.15)) == (6, 3, 1)
    assert figures.ten_dots((0.97, 0.03)) == (9, 1)
    assert figures.ten_dots((0.996, 0.004)) == (10, 0)
    assert figures.ten_dots((1.0,)) == (10,)


@given(st.lists(st.floats(0.0, 1.0), min_size=8, max_size=8).filter(lambda some: sum(some) > 0.1))
def test_the_dots_of_a_reading_add_up_to_ten_and_the_words_say_them(some: list[float]) -> None:
    found = tuple(
        Pattern(dance, None, one / sum(some), is_named=False)
        for dance, one in zip([*Dance, Dance.MIXED, Dance.REPAIR], some, strict=True)
    )
    chart = patterns_chart(
        replace(readings.SECURE, patterns=found), people(("Ana", "Ben")), ENGLISH
    )
    assert chart is not None
    assert sum(row.filled for row in chart.rows) == 10
    for row in chart.rows:
        told = {0: "less than 1 in 10", 10: "over 9 in 10"}
        assert row.value.endswith(told.get(row.filled, f" {row.filled} in 10"))


@given(st.floats(0.0, 1.0))
def test_no_row_of_dots_is_a_whole_dot_away_from_its_share(share: float) -> None:
    shares = (share, 1.0 - share)
    for dots, one in zip(figures.ten_dots(shares), shares, strict=True):
        assert abs(dots - 10.0 * one) < 1.0


def _grade(text: str) -> float:
    """Flesch-Kincaid school grade; vowel groups stand for syllables."""
    sentences = max(1, len(re.findall(r"[.?!;:](?:\s|$)", text)))
    words = re.findall(r"[A-Za-z\u2019]+", text)
    syllables = sum(
        max(1, len(re.findall(r"[aeiouy]+", word.lower().removesuffix("e")))) for word in words
    )
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


def test_a_twelve_year_old_can_read_it() -> None:
    for reading in readings.EVERY:
        seen = shown(reading)
        told = [f"{seen.heading}.", seen.lead, seen.rests_on, seen.clearer, *seen.safety]
        told += [one.both for one in seen.unknowns] + list(seen.legend)
        told += [
            f"{one.card.title} {one.card.sentence} {one.card.doubt}"
            for one in (*seen.arrows, *seen.more_arrows)
        ]
        assert _grade(" ".join(told)) <= 7


def test_no_sentence_tells_anyone_what_they_should_do_or_are() -> None:
    refused = ("should", "must", "is avoidant", "is anxious", "attachment style", "score", "health")
    for reading in readings.EVERY:
        seen = shown(reading)
        told = " ".join(
            [seen.heading, seen.lead, seen.rests_on, seen.clearer, *seen.safety, *seen.legend]
            + [one.both for one in seen.unknowns]
            + [f"{one.card.title} {one.card.sentence} {one.card.doubt}" for one in seen.arrows]
        ).lower()
        assert not [word for word in refused if word in told]


def test_a_reading_that_waits_never_says_that_it_is_clear_for_every_arrow() -> None:
    for reading in readings.EVERY:
        said = clearer(reading, people(reading.names), ENGLISH)
        assert reading.enough.is_enough or "clear for every arrow" not in said


def test_a_named_pattern_with_open_arrows_says_which_are_still_not_clear() -> None:
    told = shown(readings.ANXIOUS_AVOIDANT).clearer
    assert told.startswith("The pattern is clear. ")
    assert "Still not clear: " in told
    assert "when Ben presses, perhaps Ana steps back" in told
    assert "when Ben steps back, Ana presses" not in told
    clear = tuple(
        link
        for link in readings.ANXIOUS_AVOIDANT.links
        if link.strength.low > 0 and link.narrowed < 0.9
    )
    all_clear = shown(replace(readings.ANXIOUS_AVOIDANT, links=clear)).clearer
    assert all_clear.startswith("What follows what is clear for every arrow.")
    assert "compare" not in all_clear


def test_what_is_clear_never_denies_what_an_arrow_says_of_other_couples() -> None:
    wide = tuple(
        replace(link, among_people=(0.1, 0.9), told_by=ToldBy.ANSWERS)
        for link in readings.ANXIOUS_AVOIDANT.links
        if link.strength.low > 0 and link.narrowed < 0.9
    )
    seen = shown(replace(readings.ANXIOUS_AVOIDANT, links=wide))
    assert len(wide) > 1
    for one in (*seen.arrows, *seen.more_arrows):
        assert "couples" not in one.card.doubt
    assert seen.clearer.endswith("clear arrows compare with other couples is not clear yet.")
    only = shown(replace(readings.ANXIOUS_AVOIDANT, links=wide[:1])).clearer
    assert only.endswith("\u201d compares with other couples is not clear yet.")


def test_an_echo_is_never_told_in_hours() -> None:
    for half in (0.0, 0.1, 0.3, 0.5, 0.8, 1.2, 2.4, 9.0, 14.0, 40.0, inf):
        reading = replace(readings.SECURE, echo_days=Estimate(half, half / 2, half * 2))
        echo = shown(reading).echo
        assert echo is not None
        told = " ".join((echo[0].title, *figure(echo[1], ENGLISH).drawings))
        assert "hour" not in told


@pytest.mark.parametrize(
    ("shares", "said"),
    [
        ((0.62, 0.27, 0.11), ("about 6 in 10", "about 3 in 10", "about 1 in 10")),
        ((0.91, 0.05, 0.04), ("about 9 in 10", "about 1 in 10", "less than 1 in 10")),
        ((0.97, 0.03), ("at least 9 in 10", "at most 1 in 10")),
        ((0.997, 0.003), ("over 9 in 10", "less than 1 in 10")),
    ],
)
def test_the_words_of_a_probability_are_those_of_its_dots(
    shares: tuple[float, ...], said: tuple[str, ...]
) -> None:
    dots = figures.ten_dots(shares)
    told = [figures.in_ten(*row, ENGLISH) for row in zip(dots, shares, strict=True)]
    assert tuple(told) == said


def test_what_the_points_are_is_said_above_the_arrows() -> None:
    reading = readings.ANXIOUS_AVOIDANT
    told = " ".join(reading_lines(shown(reading), Terminal()).split())
    page = make_page(reading)
    for text, first in ((told, "When Ben steps back, Ana presses. Ana\u2019s"), (page, "<h3>")):
        assert text.index("Points are of a slider from 0 to 10") < text.index(first)
        assert "made-up couples from the model" in text
    assert not shown(readings.POOR_FIT).points


def test_moments_that_were_told_are_not_passed_off_as_a_fair_sample() -> None:
    told = [one.both for one in shown(readings.ANXIOUS_AVOIDANT).unknowns]
    assert any("not a fair sample" in one for one in told)
    without = shown(replace(readings.ANXIOUS_AVOIDANT, moments=(0, 0))).unknowns
    assert not any("fair sample" in one.both for one in without)


def test_the_days_left_out_are_counted_for_each() -> None:
    days = shown(readings.ANXIOUS_AVOIDANT).days
    assert days is not None
    assert days.note.endswith("2 of 42 days for Ana, 5 of 42 days for Ben.")
    none = shown(replace(readings.SECURE, course=readings.course(42, {}))).days
    assert none is not None
    assert none.note.endswith("0 of 42 days for Dina, 0 of 42 days for Emre.")


def test_a_push_pull_draws_its_own_swing_and_not_two_arrows() -> None:
    seen = shown(readings.PUSH_PULL)
    assert isinstance(seen.loop, SwingChart)
    for drawing in figure(seen.loop, ENGLISH).drawings:
        assert drawing.count("person a turning") == 1
        assert drawing.count('class="head a"') == 2
        assert "head b" not in drawing
    assert "Nia comes close," in figure(seen.loop, ENGLISH).drawings[0]
    assert isinstance(shown(readings.ANXIOUS_AVOIDANT).loop, LoopChart)
    assert len(seen.arrows) == 2


def test_fear_is_spoken_of_before_any_picture() -> None:
    sentence = "If you are afraid of your partner"
    page = make_page(readings.ANXIOUS_AVOIDANT)
    assert page.index(sentence) < page.index("<svg")
    told = reading_lines(shown(readings.ANXIOUS_AVOIDANT), Terminal())
    assert told.index(sentence) < told.index("How sure the pattern is")


def test_the_page_says_every_bar_before_a_name_and_where_this_record_stands() -> None:
    told = dict(shown(readings.NOT_ENOUGH).method)["When is a pattern named?"]
    assert "9 in 10 or more" in told
    assert "14 days or more (here 5)" in told
    assert "2.00 or more (here 0.70)" in told
    patterns = shown(readings.SECURE).patterns
    assert patterns is not None
    assert "from 9 in 10 on, after 14 days" in patterns[0].doubt


def test_a_range_from_nothing_to_a_lot_is_not_clear() -> None:
    links = strength(2.1, 0.1, 5.1)
    assert "When Ben steps back, perhaps Ana grows uneasy." in titles(links)
    assert "When Ben steps back, Ana grows uneasy." in titles(strength(2.1, 0.5, 5.1))


def test_an_arrow_whose_slider_was_never_asked_is_told_as_worked_out() -> None:
    seen = shown(replace(readings.ANXIOUS_AVOIDANT, links=_told_by(ToldBy.OTHER_SLIDERS)))
    for one in (*seen.arrows, *seen.more_arrows):
        assert ", perhaps " in one.card.title
        assert one.card.sentence.startswith("Your days have no slider for this")
    assert seen.loop is not None
    assert figure(seen.loop, ENGLISH).drawings[0].count(" unclear") == 2


def test_an_arrow_of_which_too_little_is_known_is_told_as_not_shown() -> None:
    seen = shown(replace(readings.ANXIOUS_AVOIDANT, links=_told_by(ToldBy.NOT_YET)))
    for one in (*seen.arrows, *seen.more_arrows):
        assert ", perhaps " in one.card.title
        assert one.card.sentence == "Your days do not show it yet."
        assert "likely" in one.card.doubt or "0.1" in one.card.doubt
    assert "clear for every arrow" not in seen.clearer
    assert seen.loop is not None
    assert figure(seen.loop, ENGLISH).drawings[0].count(" unclear") == 2


def _clear(*told: ToldBy) -> Reading:
    """Give a reading whose arrows are all clear, and rest on these, one after the other."""
    links = tuple(
        replace(link, strength=Estimate(1.2, 0.9, 1.5), among_people=(0.4, 0.6), told_by=by)
        for link, by in zip(readings.ANXIOUS_AVOIDANT.links, cycle(told), strict=False)
    )
    return replace(readings.ANXIOUS_AVOIDANT, links=links)


def test_every_arrow_is_called_clear_only_where_the_days_told_each() -> None:
    sure = "What follows what is clear for every arrow."
    assert sure in shown(_clear(ToldBy.DAYS)).clearer
    for told in (ToldBy.ANSWERS, ToldBy.NOT_YET, ToldBy.GENERAL):
        assert sure not in shown(_clear(ToldBy.DAYS, told)).clearer


def _uneasy(link: tuple[Link, ...]) -> Card:
    """Give the card of the arrow from Ben's stepping back to Ana's unease."""
    seen = shown(replace(readings.ANXIOUS_AVOIDANT, links=link))
    (found,) = (
        one.card
        for one in (*seen.arrows, *seen.more_arrows)
        if (one.link.source, one.link.effect) == (Partner.B, Move.ALARM)
    )
    return found


def test_an_arrow_that_hardly_is_is_not_set_beside_other_couples() -> None:
    assert "about as calm" in _uneasy(strength(0.05, 0.0, 0.2)).title
    assert not _uneasy(strength(0.05, 0.0, 0.2)).doubt
    assert "couples" in _uneasy(strength(1.2, 0.9, 1.5)).doubt


def test_of_a_range_on_one_side_only_its_size_is_called_unclear() -> None:
    assert _uneasy(strength(1.0, 0.2, 2.5)).sentence == "How much is not clear yet."
    assert _uneasy(strength(1.0, -0.9, 2.5)).sentence == "Not clear yet."


def test_the_one_arrow_that_cannot_be_compared_yet_is_named() -> None:
    clear = _clear(ToldBy.DAYS)
    first, *rest = clear.links
    wide = replace(first, among_people=(0.1, 0.9))
    told = shown(replace(clear, links=(wide, *rest))).clearer
    assert (
        "How \u201cwhen Ben steps back, Ana grows uneasy\u201d compares with other couples is not"
        " clear yet." in told
    )


@pytest.mark.parametrize("limit", [Limit.ONE_SIDED, Limit.CONSTANT, Limit.SAME])
def test_no_chance_of_a_pattern_is_told_from_one_side_or_from_sliders_that_never_moved(
    limit: Limit,
) -> None:
    assert shown(readings.NOT_ENOUGH).patterns is not None
    reading = replace(readings.NOT_ENOUGH, limits=(*readings.NOT_ENOUGH.limits, limit))
    assert shown(reading).patterns is None


def test_a_likely_pattern_that_lacks_the_tie_says_so() -> None:
    limits = tuple(one for one in readings.NOT_ENOUGH.limits if one is not Limit.FEW_DAYS)
    sure = readings.patterns((Dance.REPAIR, None, 0.99), (Dance.MIXED, None, 0.01), named=False)
    seen = shown(replace(readings.NOT_ENOUGH, limits=limits, patterns=sure))
    assert seen.standing is Standing.NOT_TIED
    assert seen.heading == "One pattern is likely, but not yet shown to be between you"
    assert "what happens between two" in seen.lead
    assert "About nine more days" in seen.lead


def _sure_without_a_tie(tie: float) -> Shown:
    sure = readings.patterns((Dance.REPAIR, None, 0.99), (Dance.MIXED, None, 0.01), named=False)
    return _without_a_tie(tie, sure)


def _without_a_tie(tie: float, patterns: tuple[Pattern, ...]) -> Shown:
    limits = tuple(one for one in readings.NOT_ENOUGH.limits if one is not Limit.FEW_DAYS)
    return shown(
        replace(
            readings.NOT_ENOUGH,
            limits=(Limit.NO_COUPLING_SEEN, *limits),
            patterns=patterns,
            bars=replace(readings.NOT_ENOUGH.bars, tie_found=tie),
            enough=Enough(is_enough=False, more_days=None),
        )
    )


@pytest.mark.parametrize("tie", [-6.0, -0.1, 0.0])
def test_two_whose_days_fit_as_well_apart_are_told_of_no_pattern_between_them(tie: float) -> None:
    seen = _sure_without_a_tie(tie)
    assert seen.standing is Standing.APART
    assert seen.heading == "No pattern between the two of you is clear so far"
    assert seen.patterns is None
    assert "likely" not in seen.lead
    unsure = readings.patterns((Dance.REPAIR, None, 0.8), (Dance.MIXED, None, 0.2), named=False)
    assert _without_a_tie(tie, unsure).patterns is None
    assert not re.search(r"\d|weeks", seen.lead)


def test_days_that_fit_better_apart_are_not_said_to_fit_about_as_well() -> None:
    told = {tie: _sure_without_a_tie(tie).unknowns[0].both for tie in (-6.0, 0.5)}
    assert "fits your days at least as well" in told[-6.0]
    assert "fits your days about as well" in told[0.5]


def test_two_who_never_wrote_on_the_same_day_are_told_so() -> None:
    bars = replace(readings.ANXIOUS_AVOIDANT.bars, days_together=0)
    told = shown(replace(readings.ANXIOUS_AVOIDANT, bars=bars)).rests_on
    assert "(never both on one day)" in told


def test_whose_questionnaire_a_reading_starts_from_is_said() -> None:
    told = {
        answered: shown(replace(readings.ANXIOUS_AVOIDANT, answered=answered)).rests_on
        for answered in ((True, True), (True, False), (False, True), (False, False))
    }
    assert told[True, True].endswith("starting from your questionnaires.")
    assert told[True, False].endswith("starting from Ana\u2019s questionnaire.")
    assert told[False, True].endswith("starting from Ben\u2019s questionnaire.")
    assert told[False, False].endswith("with no questionnaire.")


def test_with_the_answers_of_one_alone_the_one_who_gave_none_is_named_as_such() -> None:
    for answered, silent in (((True, False), "Ivo"), ((False, True), "Hana")):
        reading = replace(
            readings.ANSWERS_ONLY,
            answered=answered,
            limits=(Limit.ONE_SIDED, *readings.ANSWERS_ONLY.limits),
        )
        seen = shown(reading)
        assert seen.patterns is None
        assert f"{silent} stands in this as people in general" in seen.unknowns[0].unseen


def test_arrows_that_a_page_does_not_show_are_not_spoken_of() -> None:
    hidden = readings.link(
        Partner.A, Move.PULLING_AWAY, Move.PULLING_AWAY, (0.4, -1.5, 2.0), (0.1, 0.9)
    )
    reading = replace(readings.ANXIOUS_AVOIDANT, links=(*readings.links(), hidden))
    assert shown(reading).clearer == shown(readings.ANXIOUS_AVOIDANT).clearer


def test_without_a_day_no_days_are_said_to_have_told_little() -> None:
    seen = shown(replace(readings.ANSWERS_ONLY, links=_told_by(ToldBy.GENERAL)))
    assert "couples with answers like yours" in seen.in_general
    assert "days" not in seen.in_general
    with_days = shown(replace(readings.ANXIOUS_AVOIDANT, links=_told_by(ToldBy.GENERAL)))
    assert "what was written tells little" in with_days.in_general


def test_a_long_wait_is_told_in_weeks() -> None:
    far = replace(readings.NOT_ENOUGH, limits=(), enough=Enough(is_enough=False, more_days=112))
    assert "About 16 more weeks" in shown(far).lead


def test_how_often_both_wrote_is_told_where_it_is_less_than_either_did() -> None:
    bars = replace(readings.ANXIOUS_AVOIDANT.bars, days_together=30)
    told = shown(replace(readings.ANXIOUS_AVOIDANT, bars=bars)).rests_on
    assert "37 days that Ben wrote (both of you on 30), out of 42" in told


def test_a_chance_is_never_told_as_never_or_always() -> None:
    assert figures.in_hundred(0.0, ENGLISH) == "less than 1 in 100"
    assert figures.in_hundred(1.0, ENGLISH) == "more than 99 in 100"


def test_an_arrow_near_nought_is_told_by_how_far_it_could_reach() -> None:
    seen = shown(replace(readings.ANXIOUS_AVOIDANT, links=strength(0.01, 0.0, 0.1)))
    told = [one.card.sentence for one in seen.more_arrows]
    assert any("hardly changes: by 0.1 points of 10 at most" in one for one in told)


def test_at_home_whose_side_is_missing_is_told_as_the_viewer_may_know_it() -> None:
    for viewer, told in (
        (Partner.A, "Only your side can be read here. What Mo does is seen through your eyes."),
        (Partner.B, "Nothing that you wrote is in this yet. What you do is seen through Lea"),
    ):
        seen = shown_at_home(readings.ONE_SIDED, viewer, is_one_sided=False)
        assert seen.unknowns[0].unseen.startswith(told)
        assert not any("was written by" in one.unseen for one in seen.unknowns)
    little = replace(readings.ONE_SIDED, moments=(0, 1))
    for viewer, told in (
        (Partner.A, "Next to all that can be read here is yours."),
        (Partner.B, "Little of yours is in this yet."),
    ):
        seen = shown_at_home(little, viewer, is_one_sided=False)
        assert seen.unknowns[0].unseen.startswith(told)


def test_a_likely_pattern_with_a_loose_tie_and_no_number_of_days_is_not_called_unclear() -> None:
    seen = _sure_without_a_tie(0.1)
    assert seen.standing is Standing.NOT_TIED
    assert "More days may show it; nobody can say how many." in seen.lead
    assert seen.patterns is not None


@pytest.mark.parametrize("mine", [True, False])
def test_at_home_the_words_are_the_same_whether_or_not_the_other_shows_a_questionnaire(
    mine: bool,  # noqa: FBT001 - a case
) -> None:
    def words(*, theirs: bool) -> tuple[object, ...]:
        limits: tuple[Limit, ...] = tuple(
            one for one in readings.NOT_ENOUGH.limits if one is not Limit.NO_ANSWERS
        )
        if not (mine or theirs):
            limits = (Limit.NO_ANSWERS, *limits)
        reading = replace(
            readings.NOT_ENOUGH,
            answered=(mine, theirs),
            limits=limits,
            links=_told_by(ToldBy.GENERAL),
        )
        return _said(shown_at_home(reading, Partner.A, is_one_sided=False))

    assert words(theirs=True) == words(theirs=False)
    told = " ".join(map(str, words(theirs=True)))
    assert ("You have not filled in a questionnaire" in told) is not mine
    assert "Neither of you" not in told
    assert "Gita\u2019s questionnaire" not in told


def _said(seen: Shown) -> tuple[object, ...]:
    cards = tuple(one.card for one in (*seen.arrows, *seen.more_arrows))
    unknowns = tuple(one.both for one in seen.unknowns)
    return seen.heading, seen.lead, seen.rests_on, cards, seen.in_general, unknowns, seen.clearer


@pytest.mark.parametrize("limit", [Limit.FEW_DAYS, Limit.NO_COUPLING_SEEN, Limit.ONE_SIDED])
def test_an_echo_that_the_days_do_not_show_is_told_as_a_first_sketch(limit: Limit) -> None:
    whole = shown(readings.ANXIOUS_AVOIDANT).echo
    sketch = shown(replace(readings.ANXIOUS_AVOIDANT, limits=(limit,))).echo
    assert whole is not None
    assert sketch is not None
    assert whole[0].title.startswith("Half of a hard moment is gone after")
    assert sketch[0].title.startswith("A first sketch: half of a hard moment is gone after")


def test_the_answers_of_one_alone_are_not_headed_as_a_pattern_of_two() -> None:
    limits = (Limit.ONE_SIDED, *readings.ANSWERS_ONLY.limits)
    seen = shown(replace(readings.ANSWERS_ONLY, answered=(True, False), limits=limits))
    assert seen.heading == "What is common in couples with answers like these"
