"""Can any bytes break a reader? They give a result, or one sentence."""

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from pasdedeux.intake import mappings
from pasdedeux.intake.mapping import read_mapping
from pasdedeux.intake.record import read_record
from pasdedeux.intake.result import Intake
from pasdedeux.intake.sheets import read_sheets
from pasdedeux.terms import shipped
from pasdedeux.terms.errors import UnreadableError

RECORD = (
    b"couple,partner,kind,date,time,stress,close,resolution,steps,ended,instrument,answers,name\n"
    b"1,Ana,,2024-05-01,09:00,3,7,close:0.5,,,,,\n"
    b"1,Ben,moment,2024-05-01,21:15,,,,me:reaches you:pulls_away,open,,,\n"
    b"1,Ana,answers,,,,,,,,ecr,1 2 3 - 5,\n"
    b'2,"A, b",check-in,2024-05-02,,3,7.5,,,,,,\n'
    b"2,A,person,,,,,,,,,,Zoe\n"
)
SHEETS = b"couple,partner,instrument,Q1,Q2,Q3\n1,Ana,k6,1,-,3\n1,Ben,k6,1,,\n"
FOREIGN = b"dyadid;person;Day;conflict_A;satisf_A;Cavoid_A\n1;1;1;2;6,5;-0,5\n1;2;1;7;1;2\n"
MAPPING = shipped.text("intake", "mappings", "campbell_kashy.toml").encode()
SPICE = (
    *(b"\0", b'"', b"\r", b"\n", b",", b";", b"\t", b"\xff", b"\xe2\x80\xa8", b"\x1b[2J", b"="),
    *(
        b"1e999",
        b"nan",
        b"-0",
        b"9" * 400,
        b"0000-00-00",
        b"9999-12-31",
        b"me:",
        b"A",
        b"[",
        b"\x85",
    ),
)


@st.composite
def mutated(draw: st.DrawFn, seed: bytes) -> bytes:
    content = bytearray(seed)
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(content)))
        stop = draw(st.integers(start, min(len(content), start + 12)))
        piece = draw(st.sampled_from(SPICE) | st.binary(max_size=4) | st.just(seed[start:stop] * 3))
        content[start:stop] = piece
    return bytes(content)


def hold(read: Callable[[], Intake]) -> None:
    """Fail unless it reads, counting every row once, or says why not in one sentence."""
    try:
        result = read()
    except UnreadableError as error:
        sentences = [str(error)]
    else:
        sentences = [line.sentence for line in result.refused]
        assert result.understood + len(result.refused) + result.blank == result.rows
    for sentence in sentences:
        assert sentence.startswith("x.")
        assert sentence.endswith(".")
        assert not set(sentence) & {"\n", "\x1b", "\0"}
        assert len(sentence) < 500


@given(st.binary(max_size=300) | mutated(RECORD))
@settings(max_examples=300)
def test_any_bytes_are_a_record_or_one_sentence(content: bytes) -> None:
    hold(lambda: read_record(content, "x.csv"))


@given(st.binary(max_size=200) | mutated(FOREIGN))
@settings(max_examples=150)
def test_any_foreign_bytes_are_a_record_or_one_sentence(content: bytes) -> None:
    text = MAPPING.decode().replace('standardise = "file"', "mean = 0\nsd = 1")
    hold(lambda: read_record(content, "x.csv", read_mapping(text, "x.toml")))


@given(st.binary(max_size=200) | mutated(SHEETS), st.booleans())
@settings(max_examples=150)
def test_any_bytes_are_answers_or_one_sentence(content: bytes, beside: bool) -> None:  # noqa: FBT001 - drawn
    known = read_record(RECORD, "r.csv") if beside else None
    hold(lambda: read_sheets(content, "x.csv", known))


@given(st.text(max_size=200) | mutated(MAPPING).map(lambda it: it.decode(errors="replace")))
@settings(max_examples=200)
def test_any_text_is_a_mapping_or_one_sentence(text: str) -> None:
    hold(lambda: read_record(FOREIGN, "x.csv", read_mapping(text, "x.toml")))


def test_the_seeds_themselves_are_read() -> None:
    assert not read_record(RECORD, "x.csv").refused
    assert not read_sheets(SHEETS, "x.csv").refused
    assert mappings.load("campbell_kashy").items
