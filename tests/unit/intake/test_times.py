import pytest

from pasdedeux.intake.record import read_record
from pasdedeux.intake.result import Intake


def read(*times: str) -> Intake:
    rows = "".join(f"A,1,{time},{at % 10}\n" for at, time in enumerate(times))
    return read_record(f"partner,day,time,close\n{rows}".encode(), "ours.csv")


def exchanges(*times: str) -> list[int]:
    """Give the exchange of each report, in the order of the arguments."""
    result = read(*times)
    assert not result.refused
    found = {
        next(iter(check_in.values.values())): check_in.exchange
        for check_in in result.records[0].check_ins
    }
    return [found[float(at)] for at in range(len(times))]


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        (("08:00", "20:00"), [0, 3]),
        (("19:30", "22:30"), [2, 3]),
        (("22:30", "19:30"), [3, 2]),
        (("07:30", "09:00"), [0, 1]),
        (("19:00", "20:00", "21:00", "22:00"), [0, 1, 2, 3]),
        (("08:00", "16:00", "18:30", "21:00"), [0, 1, 2, 3]),
        (("21:15", ""), [2, 3]),
    ],
)
def test_reports_of_one_quarter_move_apart_in_the_order_of_their_times(
    times: tuple[str, ...], expected: list[int]
) -> None:
    assert exchanges(*times) == expected


def test_past_four_a_day_the_last_of_each_quarter_stands_for_it() -> None:
    result = read("08:00", "10:00", "12:00", "16:00", "20:00", "22:00")
    assert [line.row for line in result.refused] == [2, 6]
    assert [check_in.exchange for check_in in result.records[0].check_ins] == [0, 1, 2, 3]
    assert result.refused[0].sentence == (
        "ours.csv, row 2, column time: a day has room for 4 reports of one partner; row 3, "
        "later in the same quarter of the day, stands for this one."
    )


def test_two_reports_of_one_minute_are_two_for_one_exchange() -> None:
    assert [line.row for line in read("20:00", "20:00", "08:00").refused] == [2, 3]
