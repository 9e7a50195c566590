"""The warm-up of the fit."""

from typing import Any

from pasdedeux.infer import likelihood, warm
from pasdedeux.infer.fit import believe
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.record import Act, CheckIn, Item, Moment, Record, Step


def test_after_the_warm_up_a_fit_of_another_shape_compiles_nothing() -> None:
    for _, work in warm.JOBS:
        work()
    kernels: tuple[Any, ...] = (likelihood.fill,)
    compiled = [len(kernel.signatures) for kernel in kernels]
    moment = Moment(Partner.B, 2, 1, (Step(Partner.A, Act.REACHES), Step(Partner.B, Act.STAYS)))
    entry = CheckIn(Partner.B, 1, 3, {Item.STRESS: 8.0, Item.UNEASY: 2.5})
    believe(Record("", check_ins=(entry,), moments=(moment,)))
    assert [len(kernel.signatures) for kernel in kernels] == compiled
