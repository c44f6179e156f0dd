"""The licence lines come from the imported edition: a new import changes them everywhere."""

import re

import pytest

from safetyhelp.areas.attribution import PLACE, as_list, attribution
from safetyhelp.paths import DATA, ROOT

SOURCES = (DATA / "areas" / "SOURCES.md").read_text(encoding="utf-8")


def test_the_lines_are_those_of_the_import() -> None:
    newer = SOURCES.replace("database right 2025", "database right 2027")
    assert attribution(SOURCES)[0].startswith("Contains OS data © Crown copyright")
    assert attribution(newer)[0].endswith("database right 2027")
    assert len(attribution(SOURCES)) > 4
    assert "data.police.uk" in as_list(attribution(SOURCES))


def test_a_page_without_the_list_is_refused() -> None:
    with pytest.raises(ValueError, match="no list under"):
        attribution("## Attribution\n\nNothing.\n\n## More\n\n- x\n")


def test_no_page_writes_such_a_year_by_hand() -> None:
    hand_written = [
        *(ROOT / "theme").rglob("*.html"),
        ROOT / "mkdocs.yml",
        ROOT / "docs" / "about" / "data.md",
    ]
    for path in hand_written:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"(?:copyright|database right) 20\d\d", text), path
    assert PLACE in hand_written[-1].read_text(encoding="utf-8")
    assert "config.extra.attribution" in (
        ROOT / "theme" / "partials" / "whose-data.html"
    ).read_text(encoding="utf-8")
