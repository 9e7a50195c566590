"""Call the one step from kernels where speed is no matter: compiled once, copied nowhere."""

import numpy as np

from pasdedeux.model.exchange import Chance, Gains, Numbers, State
from pasdedeux.model.exchange import exchange as whole_exchange
from pasdedeux.model.kernel import called


@called
def exchange(  # noqa: PLR0913, PLR0917 - the step's own arguments
    a: State,
    b: State,
    gains_a: Gains,
    gains_b: Gains,
    chance_a: Chance,
    chance_b: Chance,
    n: Numbers,
) -> tuple[State, State]:
    """Call the step, which elsewhere is copied into its loop.

    Source: decision 0003.
    """
    return whole_exchange(a, b, gains_a, gains_b, chance_a, chance_b, n)


@called
def gains_at(gains: np.ndarray, partner: int, k: int) -> Gains:
    """Read one partner's gains; axes partner, field of `Gains`, couple.

    Source: decision 0003.
    """
    g = gains[partner, :, k]
    return Gains(g[0], g[1], g[2], g[3], g[4], g[5], g[6], g[7], g[8], g[9], g[10], g[11])
