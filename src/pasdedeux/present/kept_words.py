"""Say what an item holds, in the words in which it was asked: what the other can see of it."""

from pasdedeux.intake import daily as told
from pasdedeux.measure import kept
from pasdedeux.present import daily, practices, results
from pasdedeux.present.words import ENGLISH, Words
from pasdedeux.terms.home import Body, Kind
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.record import Step


def lines(kind: Kind, body: Body, words: Words = ENGLISH) -> tuple[str, ...]:
    """Give the lines of what is not words already: a check-in, a moment, a practice, a result."""
    if kind is Kind.CHECK_INS:
        return tuple(
            words.say("{asked} {value:.0f}", asked=words.gettext(daily.ROWS[item][0]), value=value)
            for item, value in told.sliders_of(body).items()
        )
    if kind is Kind.MOMENTS:
        return _moment(body, words)
    if kind is Kind.PRACTICES:
        return (practices.title(str(body.get("practice", "")), words),)
    result = kept.from_body(body) if kind is Kind.SCORES else None
    return results.in_short(result, words) if result is not None else ()


def _moment(body: Body, words: Words) -> tuple[str, ...]:
    found = told.told_of(body)
    if found is None:
        return ()
    other = words.gettext("the other")
    steps = [Step(Partner.A if is_me else Partner.B, act) for is_me, act in found.steps]
    said = [daily.step_words(step, other, words)[0] for step in steps]
    return (*(one[:1].upper() + one[1:] for one in said), daily.ending_words(found.ended, words))
