"""Every number that ships was read somewhere, not long ago, by the release's own date."""

import re
import tomllib
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from pasdedeux.guide import resources
from pasdedeux.guide.resources import About, Checked


def _named() -> list[tuple[str, Checked]]:
    return [
        (f"{country.code} {place}", checked)
        for country in resources.countries()
        for place, checked in enumerate(country.all_checked)
    ]


def test_every_number_names_a_page_and_who_read_it() -> None:
    for name, checked in _named():
        assert checked.sources, name
        assert checked.by, name
        for source in checked.sources:
            address = urlsplit(source.page)
            assert address.scheme in {"http", "https"}, name
            assert "." in address.netloc, name


def test_no_number_is_older_than_a_year_on_the_day_of_the_release() -> None:
    day = resources.release().date
    assert [name for name, checked in _named() if resources.is_old(checked, day)] == []
    assert [name for name, checked in _named() if checked.on > day] == []


def test_a_release_moves_its_date(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert resources.release().version == project["version"], (
        "guide/resources/release.toml belongs to another version: read every number again"
    )


def test_a_number_that_nobody_read_for_a_year_counts_as_old() -> None:
    checked = resources.country("de").lines[0].checked
    assert not resources.is_old(checked, checked.on + timedelta(days=365))
    assert resources.is_old(checked, checked.on + timedelta(days=366))


def test_every_country_has_an_emergency_number_and_says_what_is_missing() -> None:
    for country in resources.countries():
        assert country.emergency, country.code
        assert country.missing, country.code
        covered = {line.about for line in country.lines}
        told = " ".join(country.missing)
        if About.DESPAIR not in covered:
            assert "despair" in told, country.code
        if About.VIOLENCE not in covered:
            assert "violence at home" in told, country.code
        if About.OWN_ACTS not in covered:
            assert re.search("worried about what they do", told), country.code


def test_a_number_can_be_dialled_as_it_stands() -> None:
    for country in resources.countries():
        for number in [one.number for one in (*country.emergency,)] + [
            line.number for line in country.lines
        ]:
            assert re.fullmatch(r"[0-9 ]+( or [0-9 ]+)?( \(by text message\))?", number), number


def test_no_line_is_listed_twice_for_the_same_need() -> None:
    for country in resources.countries():
        seen = [(line.number, line.about) for line in country.lines]
        assert len(seen) == len(set(seen)), country.code
