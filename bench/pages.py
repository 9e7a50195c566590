"""How long a page of the home takes, how much it weighs, and whether a fit ever holds one up.

`python -m bench.pages` fills a home with couples who have lived in it for six weeks, serves it
from a process of its own and lets light browsers walk every page of the page table that somebody
who is signed in can open. Times are taken by the browser: from the first byte sent to the last
one read. "Twenty at once" is told twice, since it can mean two things: twenty people who each
open a page every one to three seconds, as people do who read what is on it; and twenty machines
that each ask for the next page the moment the last one came, which only says how many pages a
second there are. Processor time is that of the serving process, over the pages that it served.
"""

import argparse
import asyncio
import random
import sys
import tempfile
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from bench.browsing import FILES, Answer, Browser, addresses, outside
from bench.household import Household, household

_WELL = 200
_KEPT = 303
_BESIDE = 10
"""Pages opened right after a fit was begun."""
_LONGEST_FIT = 180.0
_WRITES_EVERY = 10  # of the pages that somebody opens, one is a note that they write


@dataclass
class Seen:
    """What came back of many pages."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    outside: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)
    processor: float = 0.0
    wall: float = 0.0

    def note(self, path: str, answer: Answer) -> None:
        """Count one page."""
        if answer.status != _WELL:
            self.wrong.append(f"{path}: {answer.status}")
            return
        self.seconds.setdefault(path, []).append(answer.seconds)
        self.sizes[path] = max(self.sizes.get(path, 0), answer.size)
        self.outside.update(outside(answer))

    @property
    def all(self) -> list[float]:
        """Give the time of every page, files apart."""
        return [one for path, found in self.seconds.items() if path not in FILES for one in found]

    @property
    def count(self) -> int:
        """Count all that was answered."""
        return sum(map(len, self.seconds.values()))


def ms(seconds: float) -> float:
    """Write a time in milliseconds."""
    return round(seconds * 1000, 1)


def spread(seconds: list[float]) -> tuple[float, float]:
    """Give median and 95th percentile, in milliseconds."""
    high = quantiles(seconds, n=20)[-1] if len(seconds) > 1 else seconds[0]
    return ms(median(seconds)), ms(high)


async def one_after_the_other(browser: Browser, where: Mapping[str, str], rounds: int) -> Seen:
    """Let one person open every page, so many times."""
    seen = Seen()
    for _ in range(rounds):
        for path, address in where.items():
            seen.note(path, await browser.go(address))
    return seen


async def together(
    browsers: list[Browser],
    where: Sequence[Mapping[str, str]],
    seconds: float,
    think: tuple[float, float],
) -> Seen:
    """Let many open pages at once, each in an order of their own."""
    seen = Seen()
    until = perf_counter() + seconds
    walks = [
        _walk(browser, own, seen, until, think, random.Random(number))  # noqa: S311 - an order
        for number, (browser, own) in enumerate(zip(browsers, where, strict=True))
    ]
    await asyncio.gather(*walks)
    return seen


async def _walk(  # noqa: PLR0913, PLR0917 - who walks, where, and how fast
    browser: Browser,
    where: Mapping[str, str],
    seen: Seen,
    until: float,
    think: tuple[float, float],
    chance: random.Random,
) -> None:
    paths = list(where)
    await asyncio.sleep(chance.uniform(0.0, think[1]))
    opened = 0
    while perf_counter() < until:
        path = paths[opened % len(paths)]
        if opened % len(paths) == 0:
            chance.shuffle(paths)
        seen.note(path, await browser.go(where[path]))
        opened += 1
        if opened % _WRITES_EVERY == 0:
            sent = await browser.send({"text": f"note {opened}", "who": "me"}, at="/notes/new")
            if sent.status != _KEPT:
                seen.wrong.append(f"a note: {sent.status}")
        if think[1]:
            await asyncio.sleep(chance.uniform(*think))


async def beside_a_fit(
    writers: Sequence[Browser], reader: Browser, where: Mapping[str, str]
) -> tuple[Seen, float]:
    """Open pages while real fits run for others, one after the other; say how long they ran."""
    start, seen = perf_counter(), Seen()
    pages = [path for path in where if path not in {"/us", "/today", "/limits"}][:_BESIDE]
    for writer in writers:
        await writer.send({"stress": "7", "note": ""}, at="/check-in")  # and its fit begins
        for path in pages:
            seen.note(path, await reader.go(where[path]))
        while _is_drawn(await writer.go("/us")):
            if perf_counter() - start > _LONGEST_FIT:
                return seen, perf_counter() - start
    return seen, perf_counter() - start


def _is_drawn(answer: Answer) -> bool:
    """Say whether the picture is on its way: the page comes back by itself."""
    return answer.headers.get("refresh", "").endswith("/us")


async def measured(house: Household, what: Callable[[], Awaitable[Seen]]) -> Seen:
    """Do something, and take the time of the processors and of the wall."""
    used, start = house.processor_seconds(), perf_counter()
    seen = await what()
    seen.processor, seen.wall = house.processor_seconds() - used, perf_counter() - start
    return seen


def told(name: str, seen: Seen) -> dict[str, float | str]:
    """Write what came of one way of walking."""
    middle, high = spread(seen.all)
    return {
        f"{name}: median, ms": middle,
        f"{name}: 95th percentile, ms": high,
        f"{name}: pages a second": round(seen.count / seen.wall, 1),
        f"{name}: processor time a page, ms": ms(seen.processor / seen.count),
        f"{name}: answers that were not as they should be": len(seen.wrong),
    }


def weights(seen: Seen) -> dict[str, float | str]:
    """Say which page weighs most, and what any of them would fetch from outside."""
    pages = {path: size for path, size in seen.sizes.items() if path not in FILES}
    rest = pages.get("/style.css", 0) + pages.get("/home.js", 0) + pages.get("/favicon.svg", 0)
    heaviest = max(pages, key=lambda path: pages[path])
    return {
        f"heaviest page ({heaviest}), kB": round(pages[heaviest] / 1000, 1),
        "style, script and sign of every page, kB": round(rest / 1000, 1),
        "requests to anywhere else": len(seen.outside),
        "pages walked": len(pages),
    }


async def figures(
    house: Household, *, rounds: int, seconds: float, with_fit: bool
) -> dict[str, float | str]:
    """Measure all of it."""
    browsers = [Browser(house.address, name) for name in house.names]
    for browser in browsers:
        await browser.sign_in()
    where = [await addresses(browser) for browser in browsers]
    first = browsers[0]
    await one_after_the_other(first, where[0], 1)  # everything is loaded once
    alone = await measured(house, lambda: one_after_the_other(first, where[0], rounds))
    slowest = sorted(alone.seconds, key=lambda path: median(alone.seconds[path]))[-5:]
    found = told("one person", alone) | weights(alone)
    many = f"{len(browsers)} people, a page every 1 to 3 s"
    found |= told(many, await measured(house, lambda: together(browsers, where, seconds, (1, 3))))
    many = f"{len(browsers)} machines that never wait"
    found |= told(many, await measured(house, lambda: together(browsers, where, seconds, (0, 0))))
    found |= {
        f"slowest for one person: {path}, ms": ms(median(alone.seconds[path]))
        for path in reversed(slowest)
    }
    if with_fit:
        seen, lasted = await beside_a_fit(browsers[2:8], first, where[0])
        middle, high = spread(seen.all)
        found |= {
            "fits ran beside, s": round(lasted, 1),
            "beside a fit: median, ms": middle,
            "beside a fit: 95th percentile, ms": high,
            "beside a fit: slowest page, ms": ms(max(seen.all)),
        }
    for browser in browsers:
        await browser.close()
    return found


def run(
    people: int = 20, days: int = 42, *, rounds: int = 5, seconds: float = 20, with_fit: bool = True
) -> dict[str, float | str]:
    """Fill a home, serve it, measure it."""
    with tempfile.TemporaryDirectory() as folder, household(Path(folder), people, days) as house:
        return asyncio.run(figures(house, rounds=rounds, seconds=seconds, with_fit=with_fit))


def main() -> int:
    """Measure, and say what was found."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("--people", type=int, default=20)
    asked.add_argument("--days", type=int, default=42)
    asked.add_argument("--seconds", type=float, default=20)
    asked.add_argument("--no-fit", action="store_true")
    given = asked.parse_args()
    found = run(given.people, given.days, seconds=given.seconds, with_fit=not given.no_fit)
    for what, figure in found.items():
        print(f"{what:66} {figure:>10}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
