"""How far a share that was counted may be from the one behind it."""

from scipy.special import ndtri

NINETY, NINETY_FIVE = 0.90, 0.95


def wilson(hits: int, whole: int, level: float = NINETY_FIVE) -> tuple[float, float]:
    """Give Wilson's interval of a share, which holds near 0 and 1 too; of nothing, all is possible.

    Args:
        hits: how many were counted.
        whole: of how many.
        level: how often such intervals hold the share behind them.
    """
    if not whole:
        return 0.0, 1.0
    reach = float(ndtri(0.5 + level / 2))
    share, square = hits / whole, reach**2
    centre = (share + square / (2 * whole)) / (1 + square / whole)
    half = reach / (1 + square / whole)
    half *= (share * (1 - share) / whole + square / (4 * whole**2)) ** 0.5
    return max(centre - half, 0.0), min(centre + half, 1.0)
