"""The benches at a small scale: a crowd meets no error, pages are light and ask nobody else."""

import pytest

from bench import crowd, pages

pytestmark = pytest.mark.slow


def test_a_few_people_at_once_meet_no_error() -> None:
    found = crowd.run(people=4, seconds=5, days=2, think=(0.0, 0.1))
    assert found["errors"] == 0
    assert int(found["answers"]) > 20


def test_pages_are_light_quick_and_ask_nobody_else() -> None:
    found = pages.run(people=2, days=3, rounds=1, seconds=4, with_fit=False)
    assert found["requests to anywhere else"] == 0
    assert int(found["pages walked"]) > 40
    heaviest = next(float(size) for what, size in found.items() if what.startswith("heaviest page"))
    assert heaviest + float(found["style, script and sign of every page, kB"]) < 100
    wrong = [size for what, size in found.items() if what.endswith("not as they should be")]
    assert wrong == [0, 0, 0]
    # ten times what is asked for, since a test may run beside anything
    assert float(found["one person: median, ms"]) < 200
