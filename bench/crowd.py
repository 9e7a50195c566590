"""A crowd in one home for a while: nothing goes wrong, and memory stays as it is.

`python -m bench.crowd` lets a hundred people, fifty couples, live in one home for ten minutes:
each opens any page of the page table every one to three seconds, writes notes, journal pages and
check-ins, shares and withdraws, looks at the picture while a real worker works on it, and now and
then leaves and signs in again. An answer that is neither a page nor the step to one counts as an
error, and so does a line that breaks. Memory is that of the serving process, taken every second;
its slope is that of a straight line through the second half, once everything has been met once.
"""

import argparse
import asyncio
import random
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

import numpy as np

from bench.browsing import Answer, Browser, addresses
from bench.household import Household, household
from bench.pages import ms, spread
from pasdedeux.actions import clock
from pasdedeux.actions.check_in import part_of_day

_WELL = frozenset({200, 204, 303})
_THINK = (1.0, 3.0)


@dataclass
class Crowd:
    """What a crowd has met so far."""

    seconds: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)
    done: Counter[str] = field(default_factory=Counter)
    memory: list[tuple[float, float]] = field(default_factory=list)  # seconds, megabytes

    def note(self, what: str, answer: Answer) -> None:
        """Count an answer."""
        self.seconds.append(answer.seconds)
        self.done[what] += 1
        if answer.status not in _WELL:
            self.errors[f"{what}: {answer.status}"] += 1

    def slope(self) -> float:
        """Give how memory goes in its second half, in megabytes a minute."""
        half = self.memory[len(self.memory) // 2 :]
        if len(half) < 3:
            return 0.0
        at, held = np.array(half).T
        return float(np.polyfit(at / 60, held, 1)[0])


async def live(
    house: Household, seconds: float, think: tuple[float, float] = _THINK, seed: int = 1
) -> Crowd:
    """Let everybody live there for so long."""
    crowd = Crowd()
    browsers = [Browser(house.address, name) for name in house.names]
    for browser in browsers:
        await browser.sign_in()
    until = perf_counter() + seconds
    watch = asyncio.create_task(_watch(house, crowd))
    await asyncio.gather(
        *(
            _one(browser, crowd, until, think, random.Random(seed + number))  # noqa: S311 - who does what, no secrets
            for number, browser in enumerate(browsers)
        )
    )
    watch.cancel()
    for browser in browsers:
        await browser.close()
    return crowd


async def _watch(house: Household, crowd: Crowd) -> None:
    start = perf_counter()
    while True:
        crowd.memory.append((perf_counter() - start, house.megabytes()))
        await asyncio.sleep(1.0)


async def _one(
    browser: Browser,
    crowd: Crowd,
    until: float,
    think: tuple[float, float],
    chance: random.Random,
) -> None:
    where = await addresses(browser)
    paths = list(where)
    while perf_counter() < until:
        await asyncio.sleep(chance.uniform(*think))
        try:
            if chance.random() < 0.8:
                path = chance.choice(paths)
                crowd.note(path, await browser.go(where[path]))
            else:
                what = chance.choice(_WRITES)
                answer = await what[1](browser, chance)
                crowd.note(what[0], answer)
                if answer.headers.get("location", "").startswith(what[2]):
                    crowd.errors[f"{what[0]} was refused"] += 1
        except (OSError, EOFError, RuntimeError) as problem:
            crowd.errors[f"{type(problem).__name__}: {problem}"[:90]] += 1
            await browser.close()


async def _note(browser: Browser, chance: random.Random) -> Answer:
    text = f"A note {chance.random()} " + chance.choice(
        ("", "\U0001f495 ", "\u05e9\u05dc\u05d5\u05dd ")
    )
    return await browser.send({"text": text, "who": "me"}, at="/notes/new")


async def _page(browser: Browser, chance: random.Random) -> Answer:
    return await browser.send({"text": f"A page {chance.random()} " * 50}, at="/journal/new/1")


async def _check_in(browser: Browser, chance: random.Random) -> Answer:
    when = part_of_day(clock.today())
    sent = {"stress": str(chance.randint(0, 10)), "close": str(chance.randint(0, 10)), "note": ""}
    return await browser.send(sent, at=f"/check-in/{when.key}")


async def _share(browser: Browser, _: random.Random) -> Answer:
    page = await browser.go("/sharing")
    way = "off" if 'action="/sharing/notes/off"' in page.text else "on"
    return await browser.send({}, at="/sharing", to=f"/sharing/notes/{way}")


async def _leave(browser: Browser, _: random.Random) -> Answer:
    answer = await browser.send({}, at="/today", to="/leave")
    await browser.sign_in()
    return answer


_WRITES = (  # what, how, and where a refusal of it would lead back to
    ("a note", _note, "/notes/new"),
    ("a page of the journal", _page, "/journal/new"),
    ("a check-in", _check_in, "/check-in"),
    ("sharing", _share, "/none"),
    ("leaving", _leave, "/today"),
)


def run(
    people: int = 100,
    seconds: float = 600,
    days: int = 14,
    think: tuple[float, float] = _THINK,
) -> dict[str, float | str]:
    """Fill a home, serve it, let a crowd live there."""
    with tempfile.TemporaryDirectory() as folder, household(Path(folder), people, days) as house:
        used, start = house.processor_seconds(), perf_counter()
        crowd = asyncio.run(live(house, seconds, think))
        used, lasted = house.processor_seconds() - used, perf_counter() - start
    middle, high = spread(crowd.seconds)
    for problem, times in crowd.errors.most_common(10):
        print(f"{times} times: {problem}", file=sys.stderr)
    return {
        "people": people,
        "seconds": round(lasted),
        "answers": len(crowd.seconds),
        "answers a second": round(len(crowd.seconds) / lasted, 1),
        "errors": crowd.errors.total(),
        "median, ms": middle,
        "95th percentile, ms": high,
        "slowest, ms": ms(max(crowd.seconds)),
        "processor time an answer, ms": ms(used / len(crowd.seconds)),
        "memory at the start, MB": round(crowd.memory[0][1], 1),
        "memory in the middle, MB": round(crowd.memory[len(crowd.memory) // 2][1], 1),
        "memory at the end, MB": round(crowd.memory[-1][1], 1),
        "memory, second half, MB a minute": round(crowd.slope(), 2),
    }


def main() -> int:
    """Let a crowd live there, and say what was found."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("--people", type=int, default=100)
    asked.add_argument("--seconds", type=float, default=600)
    asked.add_argument("--days", type=int, default=14)
    given = asked.parse_args()
    found = run(given.people, given.seconds, given.days)
    for what, figure in found.items():
        print(f"{what:40} {figure:>10}")
    return 0 if found["errors"] == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
