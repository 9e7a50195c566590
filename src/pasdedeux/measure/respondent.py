"""A simulated respondent for every instrument: where someone stands becomes answers."""

from collections.abc import Mapping

import numpy as np

from pasdedeux.measure import graded
from pasdedeux.measure.graded import Floats, Parameters
from pasdedeux.measure.instrument import Instrument, Item

_SLOPE = 1.8
_REACH = 2.0


def answer(
    instrument: Instrument, standing: Mapping[str, float], uniforms: Floats
) -> dict[str, int]:
    """Answer every item as someone who stands there might.

    Args:
        instrument: what to answer.
        standing: place on each scale in standard deviations; a scale not named stands at 0.
        uniforms: one number from 0 to 1 for each item; the room itself knows no chance.

    Raises:
        ValueError: not one number for each item.

    Source: samejima1969; decision 0017 (instruments without parameters).
    Limits: only the ECR answers with fitted parameters; every other instrument with made-up
        ones, for demos and tests, never as a norm.
    """
    if np.shape(uniforms) != (len(instrument.items),):
        msg = f"uniforms: {np.shape(uniforms)} numbers for {len(instrument.items)} items"
        raise ValueError(msg)
    return {
        item.id: _answer(instrument, item, standing, float(uniform))
        for item, uniform in zip(instrument.items, uniforms, strict=True)
    }


def _answer(
    instrument: Instrument, item: Item, standing: Mapping[str, float], uniform: float
) -> int:
    named = [standing[scale] for scale in item.scales if scale in standing]
    place = float(np.mean(named)) if named else 0.0
    share = graded.probabilities(_parameters(instrument, item), np.array([place]))[0, :, 0]
    category = int(np.searchsorted(np.cumsum(share), uniform, side="right"))
    keyed = item.lowest + min(category, len(share) - 1)
    return item.lowest + item.highest - keyed if item.is_reversed else keyed


def _parameters(instrument: Instrument, item: Item) -> Parameters:
    if item.id in instrument.graded:
        return graded.parameters(instrument.graded, [item.id])
    steps = item.highest - item.lowest
    return Parameters(np.array([_SLOPE]), np.linspace(-_REACH, _REACH, steps)[None, :])
