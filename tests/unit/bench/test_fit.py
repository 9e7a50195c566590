"""The benches at a small scale: what is timed is the same work on both sides."""

import numpy as np
import pytest

from bench import fit
from pasdedeux.infer.density import Density
from pasdedeux.infer.fit import believe
from pasdedeux.infer.prior import WIDTH, prior_of
from pasdedeux.infer.timeline import timeline


def test_a_couple_of_the_bench_writes_six_weeks_and_is_the_same_each_time() -> None:
    record = fit.made_up(1)
    assert record.days == fit.DAYS
    assert len(record.check_ins) == 2 * 2 * fit.DAYS
    assert fit.made_up(1) == record


def test_the_peer_runs_down_the_very_density_of_the_fit() -> None:
    record = fit.made_up(1)
    density = Density(prior_of(record.traits), timeline(record), 1)
    white = np.linspace(-0.3, 0.3, WIDTH)
    value, gradient = fit.Potential(density).slopes(white)
    (slopes,) = density.slopes(white[None])
    assert value == -slopes.value
    bent = np.diag(slopes.information) * fit.REACH
    np.testing.assert_allclose(-gradient, slopes.gradient, atol=float(bent.max()) + 0.05)


@pytest.mark.slow
def test_a_short_run_against_nuts_gives_every_figure() -> None:
    pytest.importorskip(
        "numpyro", reason="the peers' group is not installed: uv sync --group bench"
    )
    record = fit.made_up(0)
    peer = fit.nuts(record, fit.Length(couples=1, chains=2, warm_up=3, draws=4))
    assert peer.densities == (WIDTH + 1) * peer.gradients
    assert peer.seconds > 0.0
    assert fit.apart(believe(record), peer).shape == (WIDTH,)
