"""Draw couples in general from the model's prior and tell how their figures are spread."""

import json

import numpy as np

from pasdedeux.infer.fit import chances
from pasdedeux.infer.prior import people_of, prior_of
from pasdedeux.model.response import respond
from pasdedeux.recognise.links import SHOWN, figure_name

COUPLES = 40_000
_SEED = 61
_SHARES = tuple(k / 100.0 for k in range(101))


def spread_of_figures(couples: int = COUPLES) -> dict[str, object]:
    """Give quantiles of every figure that is shown, as `people_in_general.json` keeps them.

    Source: decision 0008.
    """
    response = respond(people_of(prior_of(), chances(couples, _SEED)))
    figures = {
        figure_name(cause, effect): response.links[:, :, place].ravel()
        for place, cause, effect in SHOWN
    }
    figures["loop gain"] = response.loop
    figures["echo days"] = response.echo / 4.0
    return {
        "couples": couples,
        "shares": list(_SHARES),
        "figures": {
            name: [round(float(q), 4) for q in np.quantile(values, _SHARES)]
            for name, values in figures.items()
        },
    }


def main() -> None:
    """Print the table; the shipped file is what this prints."""
    print(json.dumps(spread_of_figures(), indent=1))  # noqa: T201 - a script that prints


if __name__ == "__main__":
    main()
