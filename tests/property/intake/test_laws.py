"""What holds for every record: it comes back, no line is lost, and order means nothing."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from pasdedeux.intake.record import read_record
from pasdedeux.intake.result import AnswerSheet, Intake
from pasdedeux.intake.write import write_records
from pasdedeux.terms.errors import UnreadableError
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.record import Act, CheckIn, Ending, Item, Moment, Record, Step
from pasdedeux.terms.score import Trait

partners = st.sampled_from(Partner)
sliders = st.floats(0, 10, allow_subnormal=False)
names = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Zs", "Zl", "Zp", "Cs")),
    min_size=1,
    max_size=20,
) | st.sampled_from(["=1+2", "-", "'t Hooft", '"', "a,b", "A", "a;b", "B", "Ana", "é"])
places = st.tuples(partners, st.integers(0, 40), st.integers(0, 3))


@st.composite
def check_ins(draw: st.DrawFn) -> CheckIn:
    values = draw(st.dictionaries(st.sampled_from(Item), sliders, min_size=1))
    step = draw(st.dictionaries(st.sampled_from(Item), st.floats(0.001, 10)))
    return CheckIn(*draw(places), values, step)


@st.composite
def moments(draw: st.DrawFn) -> Moment:
    steps = st.builds(Step, partners, st.sampled_from(Act))
    ended = draw(st.none() | st.sampled_from(Ending))
    return Moment(*draw(places), tuple(draw(st.lists(steps, min_size=1, max_size=24))), ended)


def _place(entry: CheckIn | Moment) -> tuple[int, int, int]:
    who = entry.partner if isinstance(entry, CheckIn) else entry.teller
    return entry.day, entry.exchange, who.place


traits = st.lists(
    st.builds(
        Trait,
        partners,
        st.sampled_from(["anxiety", "avoidance"]),
        st.floats(-10, 10),
        st.floats(0, 10),
        names,
    ),
    max_size=4,
    unique_by=lambda trait: (trait.partner, trait.dimension, trait.source),
)


@st.composite
def records(draw: st.DrawFn, couple: str = "1") -> Record:
    seen = tuple(sorted(draw(st.lists(check_ins(), unique_by=_place, max_size=12)), key=_place))
    told = tuple(sorted(draw(st.lists(moments(), unique_by=_place, max_size=4)), key=_place))
    began = None
    if (seen or told) and draw(st.booleans()):
        began = draw(st.dates(date(1950, 1, 1), date(2100, 1, 1)))
        first = min([entry.day for entry in seen] + [entry.day for entry in told])
        seen = tuple(replace(entry, day=entry.day - first) for entry in seen)
        told = tuple(replace(entry, day=entry.day - first) for entry in told)
    held = sorted(draw(traits), key=lambda trait: (trait.partner, trait.dimension, trait.source))
    called = draw(st.just(("A", "B")) | st.tuples(names, names))
    return Record(couple, called, seen, told, tuple(held), began)


@st.composite
def sheets(draw: st.DrawFn, couple: str = "1") -> AnswerSheet:
    answers = st.lists(st.none() | st.integers(0, 100), min_size=1, max_size=36)
    return AnswerSheet(couple, draw(partners), draw(names), tuple(draw(answers)))


sheet_lists = st.lists(
    sheets(), max_size=4, unique_by=lambda sheet: (sheet.partner, sheet.instrument)
)


def read(text: str) -> Intake:
    return read_record(text.encode(), "x.csv")


@given(records(), sheet_lists)
def test_what_is_written_is_read_back(record: Record, answers: list[AnswerSheet]) -> None:
    result = read(write_records([record], answers))
    assert result.records == (record,)
    assert set(result.sheets) == set(answers)
    assert not result.refused


@given(records("3"), records("couple x"))
@settings(max_examples=40)
def test_couples_share_a_file_without_touching_each_other(one: Record, two: Record) -> None:
    dated = [record.began for record in (one, two) if record.check_ins or record.moments]
    if any(dated) and not all(dated):
        two = Record("couple x")
        one = one if one.began else Record("3")
    assert read(write_records([one, two])).records == (one, two)


cells = st.sampled_from(["", "A", "B", "Ana", "1", "2", "3.5", "11", "moment", "x", '"'])
good = st.tuples(
    st.sampled_from(["1", "2"]),
    st.sampled_from(["A", "B"]),
    st.sampled_from(["1", "2", "2024-01-02"]),
    st.just(""),
    st.sampled_from(["", "1", "x"]),
    st.sampled_from(["", "3.5", "11"]),
    st.just(""),
).map(list)
told = good.map(lambda line: [*line[:3], "moment", line[4], "", "me:reaches"])
odd = st.lists(cells, min_size=1, max_size=8)
lines = st.lists((good | told | odd).map(",".join), min_size=1, max_size=20)


@given(lines, st.sampled_from(["day", "date"]))
def test_no_line_is_lost(written: list[str], when: str) -> None:
    text = f"couple,partner,{when},kind,exchange,close,steps\n" + "".join(
        f"{it}\n" for it in written
    )
    try:
        result = read(text)
    except UnreadableError:
        return
    assert result.understood + len(result.refused) + result.blank == result.rows
    assert len({line.row for line in result.refused}) == len(result.refused)
    entries = [len(record.check_ins) + len(record.moments) for record in result.records]
    assert result.understood == sum(entries)


@st.composite
def shuffled(draw: st.DrawFn) -> tuple[str, str]:
    days = st.integers(1, 2) | st.just(900)
    when = st.sampled_from([",", "1,", "2,", ",09:00", ",20:00", ",21:30", ",22:00", ",12:00"])
    rows = [
        f"{draw(st.integers(1, 2))},{draw(st.sampled_from(['Ana', 'Ben', 'Ana ']))},"
        f"{draw(days)},{draw(when)},{draw(st.sampled_from('5678'))}"
        for _ in range(draw(st.integers(1, 12)))
    ]
    header = "couple,partner,day,exchange,time,close\n"
    return header + "\n".join(rows), header + "\n".join(draw(st.permutations(rows)))


@given(shuffled())
def test_the_order_of_the_rows_means_nothing(texts: tuple[str, str]) -> None:
    one, other = (read(text) for text in texts)
    assert one.records == other.records
    assert (one.understood, len(one.refused)) == (other.understood, len(other.refused))


def _swapped(record: Record) -> Record:
    seen = [replace(entry, partner=entry.partner.other) for entry in record.check_ins]
    told = [
        replace(
            entry,
            teller=entry.teller.other,
            steps=tuple(Step(step.partner.other, step.act) for step in entry.steps),
        )
        for entry in record.moments
    ]
    return replace(
        record,
        names=(record.names[1], record.names[0]),
        check_ins=tuple(sorted(seen, key=_place)),
        moments=tuple(sorted(told, key=_place)),
        traits=(),
    )


@given(records())
def test_swapping_the_letters_swaps_the_record(record: Record) -> None:
    text = write_records([replace(record, traits=(), names=("A", "B"))])
    header, *rows = text.splitlines()
    place = header.split(",").index("partner")
    assert place == 0
    swapped = [{"A": "B", "B": "A"}[row[0]] + row[1:] for row in rows if ",person," not in row]
    if swapped:
        result = read("\n".join([header, *swapped]))
        assert result.records == (replace(_swapped(record), names=("A", "B")),)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(-300, 300))
def test_moving_all_dates_moves_only_the_beginning(began: date, by: int) -> None:
    def at(shift: int) -> Record:
        days = [began + timedelta(days=day + shift) for day in (0, 1, 5)]
        rows = "".join(f"A,{day.isoformat()},7\n" for day in days)
        return read(f"partner,date,close\n{rows}").records[0]

    assert [entry.day for entry in at(by).check_ins] == [entry.day for entry in at(0).check_ins]
    assert at(by).began == began + timedelta(days=by)
