"""The shipped table of people in general is what its script makes."""

import numpy as np

from pasdedeux.study.people_in_general import COUPLES, spread_of_figures
from pasdedeux.terms import shipped


def test_the_table_of_people_in_general_is_what_its_script_makes() -> None:
    table = shipped.record("recognise", "people_in_general.json")
    made = spread_of_figures()
    assert table["couples"] == COUPLES
    assert table["shares"] == made["shares"]
    figures = made["figures"]
    assert isinstance(figures, dict)
    assert table["figures"].keys() == figures.keys()
    for name, quantiles in table["figures"].items():
        np.testing.assert_allclose(quantiles, figures[name], atol=2e-3, err_msg=name)
