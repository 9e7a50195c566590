"""How long a hard moment lasts between the two, and how much of a step comes back."""

import numpy as np

from pasdedeux.model.response import Response
from pasdedeux.recognise.weighted import estimate
from pasdedeux.terms.reading import Estimate
from pasdedeux.terms.record import EXCHANGES_A_DAY


def echo_days(response: Response, weights: np.ndarray) -> Estimate:
    """Give the days until half of a shared bad moment is gone.

    Source: decision 0008.
    Limits: of the two's usual calm; fourteen stands for two weeks or more.
    """
    return estimate(response.echo / EXCHANGES_A_DAY, weights)


def loop_gain(response: Response, weights: np.ndarray) -> Estimate:
    """Give the share of a small lasting step that comes back the same way after one round.

    Units: none; at 1 a step would feed itself, so that where two rest it is below.
    Source: decision 0008.
    Limits: where the two come to rest under the load of a told moment; of small steps, so that a
        loop that has locked in shows little of it.
    """
    return estimate(response.loop, weights)
