"""Put numbers the way people say them: with their doubt, and never finer than it."""

from collections.abc import Sequence
from math import isinf

from pasdedeux.present.words import Words

_HALF, _ONE, _MORE, _LONGEST = 0.375, 0.75, 1.5, 14.0
"""Days from which a time is half a day, a day, some days, and past what is followed."""
_WEEKS_FROM = 28
"""Days from which a number of days to come is told in weeks."""
_SURE = 0.995
"""Probability from which all ten dots are filled."""
_NEAR_TEN, _NEAR_NONE = 0.95, 0.05
"""Where nine dots, or one, stand for what alone would be rounded to ten, or to none."""
_WIDE = 6
"""Tenths from which a place among people is called unclear (decision 0026)."""


def points(value: float) -> str:
    """Write slider points with one decimal and a true minus."""
    rounded = round(value, 1) + 0.0
    return f"{rounded:.1f}".replace("-", "\u2212")


def in_ten(dots: int, share: float, words: Words) -> str:
    """Say in words what a row of dots shows; `share` is what the dots stand for."""
    if dots == 0:
        return words.say("less than 1 in 10")
    if dots == 10:
        return words.say("over 9 in 10")
    if dots == 9 and share >= _NEAR_TEN:
        return words.say("at least 9 in 10")
    if dots == 1 and share < _NEAR_NONE:
        return words.say("at most 1 in 10")
    return words.say("about {tenths} in 10", tenths=dots)


def ten_dots(shares: Sequence[float]) -> tuple[int, ...]:
    """Share ten dots out by largest remainder, so that they add up to ten.

    The tenth dot of a row that is not all but certain goes to the next row.

    Source: decision 0026.
    """
    dots = [int(10 * share) for share in shares]
    by_remainder = sorted(range(len(shares)), key=lambda at: dots[at] - 10 * shares[at])
    wanting = [at for at in by_remainder if dots[at] < 9 or shares[at] >= _SURE]
    for at in wanting[: max(0, 10 - sum(dots))]:
        dots[at] += 1
    return tuple(dots)


def in_hundred(probability: float, words: Words) -> str:
    """Say a probability out of a hundred, for tables."""
    if probability < 0.01:  # some hundreds of draws can say neither never nor always
        return words.say("less than 1 in 100")
    if probability > 0.99:
        return words.say("more than 99 in 100")
    return words.say("{hundredths} in 100", hundredths=round(100 * probability))


def duration(days: float, words: Words) -> str:
    """Say how long, no finer than the quarter of a waking day that a record tells apart."""
    if isinf(days):
        return words.gettext("no end in sight")
    if days >= _LONGEST:
        return words.gettext("two weeks or more")
    if days >= _MORE:
        return words.count("about a day", "about {count} days", count=round(days))
    if days < _HALF:
        return words.gettext("less than half a day")
    return words.gettext("about half a day" if days < _ONE else "about a day")


def duration_cell(days: float, words: Words) -> str:
    """Write a time for a table, in words and as days."""
    said = duration(days, words)
    return said if isinf(days) else words.say("{said} ({days:.1f})", said=said, days=days)


def duration_range_cell(low: float, high: float, words: Words) -> str:
    """Write a likely range of time for a table, in words and as days."""
    said = duration_range(low, high, words)
    if isinf(high):
        return words.say("{said} ({low:.1f} or more)", said=said, low=low)
    return words.say("{said} ({low:.1f} to {high:.1f})", said=said, low=low, high=high)


def more_days(count: int, words: Words) -> str:
    """Say about how many more days, from four weeks on in weeks: a guess is no finer."""
    if count >= _WEEKS_FROM:
        return words.count(
            "About one more week", "About {count} more weeks", count=round(count / 7)
        )
    return words.count("About one more day", "About {count} more days", count=count)


def duration_range(low: float, high: float, words: Words) -> str:
    """Say a likely range of time; `low` and `high` in days."""
    if low >= _LONGEST:
        return words.gettext("likely no sooner")
    if high < _HALF:
        return words.gettext("likely no longer than that")
    return _open_range(low, words) if high >= _LONGEST else _closed_range(low, high, words)


def _closed_range(low: float, high: float, words: Words) -> str:
    ends = duration(low, words), duration(high, words)
    if ends[0] == ends[1]:
        return words.gettext("likely close to that")
    if low < _HALF:
        return words.say("likely {high} at most", high=_end(high, words))
    if low >= _MORE:
        return words.say("likely {low} to {high} days", low=round(low), high=round(high))
    return words.say("likely {low} to {high}", low=_end(low, words), high=_end(high, words))


def _end(days: float, words: Words) -> str:
    """Say an end of a range of times; "about" is for the middle."""
    if days >= _MORE:
        return words.count("one day", "{count} days", count=round(days))
    return words.gettext("half a day" if days < _ONE else "a day")


def _open_range(low: float, words: Words) -> str:
    if low < _HALF:
        return words.gettext("likely anything from less than half a day to two weeks or more")
    return words.say("likely {low} or longer", low=_end(low, words))


def is_within_a_tenth(low: float, high: float) -> bool:
    """Tell whether both ends of a range of points read as nought."""
    return points(low) == points(high) == points(0.0)


def points_cell(low: float, high: float, words: Words) -> str:
    """Write a likely range of slider points for a table."""
    if is_within_a_tenth(low, high):
        return words.gettext("less than 0.1 either way")
    if points(low) == points(high):
        return words.say("close to {points}", points=points(low))
    return words.say("{low} to {high}", low=points(low), high=points(high))


def hundred_cell(low: float, high: float, words: Words) -> str:
    """Write a likely range of couples in a hundred for a table."""
    first, last = round(100 * low), round(100 * high)
    if first == last:
        return words.say("about {low} in 100", low=first)
    return words.say("{low} to {high} in 100", low=first, high=last)


def points_range(low: float, high: float, words: Words) -> str:
    """Say a likely range of slider points; its ends never read alike."""
    if points(low) == points(high):
        return words.gettext("likely close to that")
    return words.say("likely {low} to {high}", low=points(low), high=points(high))


def is_place_open(place: tuple[float, float]) -> bool:
    """Tell whether a place among couples is too wide to be called clear."""
    low, high = _tenths(place)
    return high - low >= _WIDE


def among_people(place: tuple[float, float], words: Words) -> str:
    """Say how many couples in ten have a weaker arrow."""
    low, high = _tenths(place)
    if is_place_open(place):
        return words.gettext("How this compares with other couples is not clear yet.")
    if high == 10 or low >= 9:
        return words.say(
            "The arrow is stronger than in at least {low} of 10 couples.", low=min(low, 9)
        )
    if low == 0 or high <= 1:
        return words.say(
            "The arrow is stronger than in {high} of 10 couples at most.", high=max(high, 1)
        )
    if low == high:
        return words.say("The arrow is stronger than in about {low} of 10 couples.", low=low)
    return words.say(
        "The arrow is stronger than in {low} to {high} of 10 couples.", low=low, high=high
    )


def in_tenths(share: float) -> str:
    """Write a share as tenths, with a decimal only where it needs one."""
    return f"{10 * share:.1f}".removesuffix(".0")


def number(value: float) -> str:
    """Write a figure of the method with two decimals and a true minus."""
    return f"{value:.2f}".replace("-", "\u2212")


def _tenths(place: tuple[float, float]) -> tuple[int, int]:
    low, high = (min(10, max(0, int(10 * end + 0.5))) for end in place)
    return low, high
