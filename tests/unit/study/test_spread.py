from collections.abc import Iterator

import pytest

from pasdedeux.study import spread


def test_results_are_the_same_for_any_number_of_processes() -> None:
    chunks = [range(3), range(3, 6), range(6, 9), range(9, 10)]
    alone = sorted(spread.over(sum, chunks))
    shared = sorted(spread.over(sum, chunks, processes=2))
    assert alone == shared == [3, 9, 12, 21]


def test_a_stop_from_the_keyboard_keeps_what_is_there() -> None:
    def stopped() -> Iterator[int]:
        yield from (7, 8)
        raise KeyboardInterrupt

    told: list[tuple[int, int]] = []
    assert spread.gathered(stopped(), 5, lambda *here: told.append(here)) == [7, 8]
    assert told == [(1, 5), (2, 5)]


def test_chunks_are_taken_as_they_are_needed() -> None:
    taken: list[int] = []

    def chunks() -> Iterator[list[int]]:
        for number in range(100):
            taken.append(number)
            yield [number]

    shared = spread.over(sum, chunks(), processes=2)
    first = next(shared)
    assert len(taken) < 12
    assert sorted([first, *shared]) == list(range(100))


def test_no_process_is_too_few() -> None:
    with pytest.raises(ValueError, match="processes: 0 is below 1"):
        spread.over(sum, [range(1)], processes=0)


def test_what_fails_in_another_process_is_told_here() -> None:
    with pytest.raises(ZeroDivisionError):
        list(spread.over(_inverse, [1, 0], processes=2))


def _inverse(number: int) -> float:
    return 1 / number
