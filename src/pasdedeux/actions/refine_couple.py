"""Refine one couple's belief in a process of its own, so that the sampler's threads end with it."""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from pasdedeux.infer.fit import Belief
from pasdedeux.infer.nuts import refine
from pasdedeux.infer.verdict import verdict_of
from pasdedeux.terms.record import Record


def refined(record: Record, belief: Belief) -> Belief:
    """Give a belief that may be shown, if minutes of sampling find one; else the one before.

    The process gets the record and the belief, gives a belief back, and opens nothing.

    Raises:
        PasDeDeuxError: the sampler is not installed.
    """
    if verdict_of(belief).may_show:
        return belief
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as own:
        return own.submit(refine, record, belief).result()
