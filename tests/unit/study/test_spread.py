import pytest

from pasdedeux.study import spread


def test_results_are_the_same_for_any_number_of_processes() -> None:
    chunks = spread.cut(10, 3)
    alone = sorted(spread.over(sum, chunks))
    shared = sorted(spread.over(sum, chunks, processes=2))
    assert alone == shared == [3, 9, 12, 21]


def test_a_cut_leaves_nobody_out_and_takes_nobody_twice() -> None:
    assert [place for part in spread.cut(11, 4) for place in part] == list(range(11))
    assert spread.cut(0, 4) == []


def test_no_process_is_too_few() -> None:
    with pytest.raises(ValueError, match="processes: 0 is below 1"):
        spread.over(sum, [range(1)], processes=0)


def test_what_fails_in_another_process_is_told_here() -> None:
    with pytest.raises(ZeroDivisionError):
        list(spread.over(_inverse, [1, 0], processes=2))


def _inverse(number: int) -> float:
    return 1 / number
