from datetime import date

import pytest

from pasdedeux.intake import mappings
from pasdedeux.intake.mapping import Mapping, read_mapping
from pasdedeux.intake.record import read_record
from pasdedeux.intake.result import Intake
from pasdedeux.terms.errors import UnknownNameError, UnreadableError
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.record import Item

BASE = """
missing = ["NA", "-99"]
[couple]
column = "dyad"
[partner]
column = "sex"
A = "m"
B = "f"
names = ["Jan", "Kim"]
[date]
column = "when"
format = "DD.MM.YYYY"
time = "clock"
[items.close]
column = "far"
low = 1
high = 5
reverse = true
"""
HEADER = "id;dyad;sex;when;clock;far\n"


def mapping(extra: str = "", base: str = BASE) -> Mapping:
    return read_mapping(base + extra, "map.toml")


def read(lines: str, extra: str = "", header: str = HEADER) -> Intake:
    return read_record((header + lines).encode(), "diary.csv", mapping(extra))


def test_a_foreign_line_becomes_a_check_in() -> None:
    result = read("x;7;m;01.05.2024;20:15;2\nx;7;f;03.05.2024;08:00;5\n")
    (found,) = result.records
    assert (found.couple, found.names, found.began) == ("7", ("Jan", "Kim"), date(2024, 5, 1))
    first, second = found.check_ins
    assert (first.partner, first.day, first.exchange) == (Partner.A, 0, 3)
    assert (second.partner, second.day, second.exchange) == (Partner.B, 2, 0)
    assert (first.values, second.values) == ({Item.CLOSE: 7.5}, {Item.CLOSE: 0.0})
    assert first.step == {Item.CLOSE: 2.5}


def test_what_the_mapping_calls_missing_is_missing() -> None:
    result = read("x;7;m;01.05.2024;;-99\nx;7;f;01.05.2024;NA;3\n")
    assert (result.understood, result.blank) == (1, 1)
    assert result.records[0].check_ins[0].exchange == 3


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("x;7;m;01.05.2024;;6", 'row 2, column far: "6" is outside 1 to 5.'),
        ("x;7;m;2024-05-01;;5", 'column when: "2024-05-01" is not a date written as DD.MM.YYYY.'),
        ("x;7;m;01.05.24;;5", 'column when: "01.05.24" is not a date written as DD.MM.YYYY.'),
        ("x;7;m;31.04.2024;;5", 'column when: there is no day "31.04.2024".'),
        ("x;7;x;01.04.2024;;5", 'column sex: "x" is neither "m" (A) nor "f" (B).'),
        ("x;;m;01.04.2024;;5", "column dyad: the cell is empty, and no line can do without it."),
    ],
)
def test_a_bad_foreign_line_is_refused_by_its_own_column(line: str, sentence: str) -> None:
    (refused,) = read(line + "\n").refused
    assert refused.sentence.endswith(sentence)


def test_two_foreign_reports_for_one_exchange_name_the_foreign_column() -> None:
    result = read("x;7;m;01.05.2024;20:15;2\nx;7;m;01.05.2024;20:15;3\n")
    assert [line.column for line in result.refused] == ["clock", "clock"]


def test_a_column_that_the_file_lacks_is_named() -> None:
    with pytest.raises(UnreadableError) as caught:
        read("7;m;1;1\n", header="dyads;sex;when;far\n")
    assert str(caught.value) == (
        "diary.csv, row 1, column clock: the mapping names this column, the file lacks it, "
        "the closest is dyads."
    )


def test_a_column_named_twice_matters_only_where_it_is_used() -> None:
    line = "7;m;01.05.2024;20:15;2;1;1\n"
    assert read(line, header="dyad;sex;when;clock;far;x;x\n").understood == 1
    with pytest.raises(UnreadableError, match="column far: the header names it 2 times"):
        read(line, header="dyad;sex;when;clock;far;far;x\n")


TRAIT = """
[traits.anxiety]
column = "worry"
low = 1
high = 7
mean = 3.5
sd = 1.2
reliability = 0.84
source = "worry scale"
"""
TRAIT_HEADER = "dyad;sex;when;clock;far;worry\n"


def test_a_trait_is_told_in_standard_deviations_with_its_error() -> None:
    result = read("7;m;01.05.2024;;2;5,9\n7;m;02.05.2024;;2;5,9\n", TRAIT, TRAIT_HEADER)
    (trait,) = result.records[0].traits
    assert trait.value == pytest.approx(2.0)
    assert trait.error == pytest.approx(0.4)
    assert (trait.dimension, trait.source) == ("anxiety", "worry scale")


def test_a_reversed_trait_changes_its_sign() -> None:
    result = read("7;m;01.05.2024;;2;5,9\n", TRAIT + "reverse = true\n", TRAIT_HEADER)
    assert result.records[0].traits[0].value == pytest.approx(-2.0)


def test_a_trait_that_changes_within_a_person_is_refused_where_it_does() -> None:
    lines = "7;m;01.05.2024;;2;5\n7;m;02.05.2024;;2;5\n7;m;03.05.2024;;2;4\n"
    result = read(lines, TRAIT, TRAIT_HEADER)
    assert [line.row for line in result.refused] == [4]
    assert "another score than most lines of this person" in result.refused[0].sentence
    assert result.understood == 2


def test_a_file_can_be_its_own_reference_group() -> None:
    extra = TRAIT.replace("mean = 3.5\nsd = 1.2", 'standardise = "file"')
    lines = "".join(
        f"{dyad};{sex};0{day}.05.2024;;2;{2 + dyad % 3 + (sex == 'm')}\n"
        for dyad in range(15)
        for sex in "mf"
        for day in (1, 2)
    )
    result = read(lines, extra, TRAIT_HEADER)
    values = [trait.value for record in result.records for trait in record.traits]
    assert len(values) == 30
    assert sum(values) == pytest.approx(0, abs=1e-9)
    assert sum(value**2 for value in values) / 29 == pytest.approx(1)


def test_too_few_persons_are_no_reference_group() -> None:
    extra = TRAIT.replace("mean = 3.5\nsd = 1.2", 'standardise = "file"')
    with pytest.raises(UnreadableError, match="column worry: 1 persons are too few"):
        read("7;m;01.05.2024;;2;5\n", extra, TRAIT_HEADER)


def test_names_of_a_foreign_file_may_tell_the_partners_apart() -> None:
    base = BASE.replace('A = "m"\nB = "f"\nnames = ["Jan", "Kim"]\n', "")
    text = HEADER + "x;7;Bo;01.05.2024;;2\nx;7;Al;01.05.2024;;2\nx;8;Ed;01.05.2024;;2\n"
    result = read_record(text.encode(), "diary.csv", mapping(base=base))
    assert [record.names for record in result.records] == [("Al", "Bo"), ("Ed", "B")]


def test_days_may_be_counted_from_nought() -> None:
    dated = '[date]\ncolumn = "when"\nformat = "DD.MM.YYYY"'
    counted = '[day]\ncolumn = "when"\nfirst = 0'
    text = HEADER + "x;7;m;0.0;;2\nx;7;m;3;;2\n"
    result = read_record(text.encode(), "diary.csv", mapping(base=BASE.replace(dated, counted)))
    assert [check_in.day for check_in in result.records[0].check_ins] == [0, 3]
    assert result.records[0].began is None


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (
            "reverse",
            "revers",
            "map.toml, items.close.revers: there is no such key; the closest is reverse.",
        ),
        (
            "[items.close]",
            "[items.clos]",
            "map.toml, items.clos: there is no such item; the items are",
        ),
        (
            "[items.close]",
            "[item.close]",
            "map.toml, item: there is no such key; the closest is items.",
        ),
        ('"DD.MM.YYYY"', '"D.M.Y"', "map.toml, date.format: it is none of YYYY-MM-DD, DD.MM.YYYY"),
        ("low = 1", "low = 5", "map.toml, items.close.high: it must lie above low."),
        ("low = 1", 'low = "1"', "map.toml, items.close.low: it must be a number."),
        ("low = 1", "low = nan", "map.toml, items.close.low: it must lie between"),
        ("low = 1", "", "map.toml, items.close.low: the key is missing."),
        ("true", "1", "map.toml, items.close.reverse: it must be true or false."),
        ('B = "f"', 'B = "m"', "map.toml, partner.B: A and B are told by the same value."),
        ('B = "f"', "", "map.toml, partner.B: the key is missing."),
        ('"Jan", "Kim"', '"Jan"', "map.toml, partner.names: it takes two names"),
        ('["NA", "-99"]', "[-99]", "map.toml, missing: it must be a list of texts in quotes."),
        ('"far"', '"dyad"', 'map.toml: the column "dyad" is given two meanings; keep one.'),
        ("[date]", "[when]", "map.toml, when: there is no such key"),
        ("[couple]", "[couple", "map.toml: the mapping is not TOML:"),
        (
            '[couple]\ncolumn = "dyad"',
            'couple = "dyad"',
            "map.toml, couple: it must be a table, [couple].",
        ),
        (
            'time = "clock"',
            'time = "clock"\nexchange = "e"',
            "map.toml, date.exchange: give either time",
        ),
    ],
)
def test_a_mapping_says_what_is_wrong_with_it(before: str, after: str, sentence: str) -> None:
    assert before in BASE
    with pytest.raises(UnreadableError) as caught:
        read_mapping(BASE.replace(before, after, 1), "map.toml")
    assert sentence in str(caught.value)
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (
            "anxiety",
            "warmth",
            "traits.warmth: there is no such trait; the traits are anxiety, avoidance.",
        ),
        ("sd = 1.2", "sd = 0", "traits.anxiety.sd: it must lie between"),
        ("0.84", "1.5", "traits.anxiety.reliability: it must lie between 0.2 and 1."),
        ("reliability = 0.84", "", "traits.anxiety.reliability: the key is missing."),
        ("sd = 1.2", "", "traits.anxiety.sd: the key is missing."),
        ("sd = 1.2", 'sd = 1.2\nstandardise = "file"', 'it is "file", in place of mean and sd.'),
    ],
)
def test_a_trait_of_a_mapping_says_what_is_wrong_with_it(
    before: str, after: str, sentence: str
) -> None:
    with pytest.raises(UnreadableError) as caught:
        mapping(TRAIT.replace(before, after, 1))
    assert sentence in str(caught.value)


def test_a_mapping_without_a_scale_says_so() -> None:
    with pytest.raises(UnreadableError, match="a mapping needs at least one item or trait"):
        read_mapping('[partner]\ncolumn = "p"\n[day]\ncolumn = "d"\n', "map.toml")


def test_a_mapping_nested_without_end_is_refused() -> None:
    with pytest.raises(UnreadableError, match=r"map\.toml"):
        read_mapping("a = " + "[" * 100_000, "map.toml")


def test_every_shipped_mapping_is_one() -> None:
    assert "campbell_kashy" in mappings.names()
    for name in mappings.names():
        assert mappings.load(name).title


def test_an_unknown_mapping_lists_those_that_ship() -> None:
    with pytest.raises(UnknownNameError, match="campbell_kashy"):
        mappings.load("kashy")
