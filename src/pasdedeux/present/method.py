"""Say how a reading was worked out, for whoever wants to know, one tap further."""

from pasdedeux.present import figures
from pasdedeux.present.headings import Standing, standing
from pasdedeux.present.words import Words
from pasdedeux.terms.reading import Reading


def method(reading: Reading, words: Words) -> tuple[tuple[str, str], ...]:
    """Give short questions with their answers."""
    asked = [(words.gettext(question), words.gettext(answer)) for question, answer in _ALWAYS]
    if standing(reading) not in {Standing.NOT_SHOWN, Standing.NOTHING}:
        asked += [(words.gettext(question), words.gettext(answer)) for question, answer in _FIGURES]
        asked.append((words.gettext("When is a pattern named?"), _bars(reading, words)))
    return (*asked, (words.gettext("Did the computation hold?"), _held(reading, words)))


def _bars(reading: Reading, words: Words) -> str:
    """Say every bar before a name, and where this record stands; all were set beforehand."""
    bars = reading.bars
    return words.say(
        "When {tenths} in 10 or more of the pairs that may be you two show it; and when you both"
        " wrote on {least} days or more (here {days}); and when your two records speak of each"
        " other: the odds for that, as a logarithm, are {tie_bar} or more (here {tie}). The bars"
        " are the same for everyone. They keep a name from strangers who were paired by chance.",
        tenths=figures.in_tenths(bars.probability),
        least=bars.least_days,
        days=bars.days_together,
        tie_bar=figures.number(bars.tie),
        tie=figures.number(bars.tie_found),
    )


def _held(reading: Reading, words: Words) -> str:
    if standing(reading) is Standing.NOTHING:
        return words.gettext("There was nothing to compute.")
    verdict = "Yes" if reading.is_shown else "No, so its figures are kept back"
    khat = reading.diagnostic.khat
    check = (
        ""
        if khat is None
        else words.say(
            " Its own check (Pareto k-hat) is {khat}; up to 0.7 passes.", khat=figures.number(khat)
        )
    )
    return words.say(
        "{verdict}. Method: {method}.{check}",
        verdict=words.gettext(verdict),
        method=words.gettext(_METHODS.get(reading.diagnostic.method, reading.diagnostic.method)),
        check=check,
    )


_METHODS = {
    "prior": "questionnaires and people in general, no days",
    "importance": "importance sampling",
    "nuts": "a slower sampler (NUTS)",
}
_ALWAYS = (
    (
        "What is read, and what is not?",
        (
            "Only what you wrote: the sliders, the moments, the questionnaires. Nothing is sent"
            " anywhere; all of it is worked out on this computer."
        ),
    ),
)
_FIGURES = (
    (
        "What does \u201clikely\u201d mean?",
        "A range that would hold the true figure in nine of ten cases like this one.",
    ),
    (
        "What are the points?",
        (
            "Each slider runs from 0 to 10. An arrow\u2019s points say how much further one goes"
            " up after the other person\u2019s step. Every arrow is worked out for one and the"
            " same tense evening, so that arrows can be compared. That an arrow does not go below"
            " nothing is built into the model, not found in your days; how far it goes up is what"
            " they tell."
        ),
    ),
    (
        "What are the ten dots?",
        (
            "Ten equally likely values of one arrow. Where the dots stand close together, the arrow"
            " is sure; where they spread, it is not."
        ),
    ),
    (
        "How does a step come back?",
        (
            "One of you moves a little and stays there. The other answers, and the answer moves the"
            " first one again. What moves the first one further the same way has come back. This is"
            " worked out for a small further step, once an evening as hard as those that people"
            " tell as a moment has settled. Two who are far into a circle by then show little of"
            " it, since a small step can add little there. What large steps do, the arrows say."
        ),
    ),
    (
        "When is a pattern yours?",
        (
            "Each pair of people that fits your days is let live the same made-up days, with a hard"
            " moment for both every third one. A pattern is theirs when it shows often enough:"
            " one pressing while the other is away, in a quarter of that time; both pressing at"
            " once, every second day. Where to draw such lines is our choice; near one,"
            " the answer is divided."
        ),
    ),
    (
        "Which arrows are not here?",
        (
            "How one\u2019s stepping back moves the other\u2019s stepping back: it is told where"
            " both stepping back is the pattern. Elsewhere it would stand beside"
            " \u201cpresses\u201d for the same step; both can be true, at different hours. Other"
            " programs get all arrows."
        ),
    ),
    (
        "Who are the other couples?",
        (
            "Made-up couples from the same model, set up after published research. They stand for"
            " couples in general, not for any that you know."
        ),
    ),
)
