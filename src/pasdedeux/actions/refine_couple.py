"""Refine one couple's belief in a process of its own, so that the sampler's threads end with it."""

import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, wait
from multiprocessing import get_context

from pasdedeux.actions.end_worker import end_worker
from pasdedeux.infer.fit import Belief
from pasdedeux.infer.nuts import refine
from pasdedeux.infer.verdict import verdict_of
from pasdedeux.terms.record import Record

_TELL_EVERY = 1.0


def refined(record: Record, belief: Belief, told: Callable[[float], None] | None = None) -> Belief:
    """Give a belief that may be shown, if minutes of sampling find one; else the one before.

    The process gets the record and the belief, gives a belief back, and opens nothing.

    Args:
        record: what the couple wrote.
        belief: what was found so far.
        told: told every second how many seconds it has taken.

    Raises:
        PasDeDeuxError: the sampler is not installed.
    """
    if verdict_of(belief).may_show:
        return belief
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as own:
        result = own.submit(refine, record, belief)
        began = time.monotonic()
        try:
            while not wait([result], timeout=_TELL_EVERY).done:
                if told is not None:
                    told(time.monotonic() - began)
        except BaseException:
            end_worker(own)  # Ctrl-C: nobody waits for minutes of work that nobody wants
            raise
        return result.result()
