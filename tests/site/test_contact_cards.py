"""The contact card files: sound vCard 3.0, and the same numbers as on the answer page."""

import re
from dataclasses import replace
from datetime import date

import pytest

from safetyhelp.dataset.dataset import Dataset
from safetyhelp.evidence.seen import Sightings
from safetyhelp.evidence.state import State
from safetyhelp.pages.cards import Card, card_text, escaped, folded
from safetyhelp.records.dates import PartialDate
from safetyhelp.records.model import Contact, Seen
from tests.conftest import TODAY, BuiltSite

NOTHING_SEEN = Sightings(State())
_PROPERTY = re.compile(r"(?:item\d+\.)?([A-Za-z-]+)((?:;TYPE=[A-Z,]+)?):(.*)", re.DOTALL)


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] == "n" else match[1], text)


def parsed(text: str) -> list[dict[str, list[str]]]:
    """Read cards as RFC 2426 says, and insist on every rule on the way."""
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode("utf-8")) <= 75 for line in text.split("\r\n"))
    cards: list[dict[str, list[str]]] = []
    for line in text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n"):
        match = _PROPERTY.fullmatch(line)
        assert match, line
        name, _, value = match.groups()
        if name == "BEGIN":
            cards.append({})
        cards[-1].setdefault(name, []).append(_unescaped(value))
    for card in cards:
        keys = list(card)
        assert keys[:3] == ["BEGIN", "VERSION", "PRODID"]
        assert keys[-1] == "END"
        assert card["VERSION"] == ["3.0"]
        assert len(card["FN"]) == len(card["N"]) == len(card["UID"]) == 1
    return cards


def _contact(
    purpose: str, phone: str = "", email: str = "", hours: str = "", caution: str = ""
) -> Contact:
    return Contact(
        purpose=purpose,
        phone=phone,
        email=email,
        hours=hours,
        caution=caution,
        source="https://www.example.org/a,b;c",
        seen=Seen(PartialDate(2023, 3)),
    )


@pytest.mark.parametrize(
    "text",
    [
        "Plain",
        "a,b;c\\d:e",
        "line\nbreak\r\nand\rmore",
        "\\n is not a break",
        "Tŷ’r Ŵyl – 🙂" * 20,
        "END:VCARD\r\nBEGIN:VCARD",
        "",
    ],
)
def test_hostile_text_comes_back_as_it_was_and_never_ends_a_card(text: str) -> None:
    contact = _contact(purpose=text, phone="0161 496 0000", hours=text)
    written = card_text([Card("kind/id", f"x{text}", text, (contact,))], TODAY, NOTHING_SEEN)
    (card,) = parsed(written)
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    assert card["FN"] == [f"x{plain}"]
    assert card["X-ABLabel"] == [plain]
    assert plain in card["NOTE"][0]


@pytest.mark.parametrize("length", range(60, 90))
@pytest.mark.parametrize("letter", ["a", "é", "–", "🙂"])
def test_folding_never_cuts_a_character_and_never_makes_a_long_line(
    length: int, letter: str
) -> None:
    line = "NOTE:" + letter * length
    parts = folded(line).split("\r\n")
    assert all(len(part.encode("utf-8")) <= 75 for part in parts)
    assert all(part.startswith(" ") for part in parts[1:])
    assert "".join([parts[0], *(part[1:] for part in parts[1:])]) == line


def test_escaping() -> None:
    assert escaped("a\\b,c;d\ne") == r"a\\b\,c\;d\ne"


def test_a_card_says_how_sure_we_are() -> None:
    asked = _contact(purpose="Ask", phone="0161 496 0000")
    sure = replace(asked, confirmed=date(2026, 11, 1))
    unsure = _contact(purpose="Write", email="team@example.org", caution="This is old.")
    text = card_text([Card("a/b", "Team", "Ends soon.", (sure, unsure))], TODAY, NOTHING_SEEN)
    (card,) = parsed(text)
    note = (
        "Ends soon.\n"
        "Ask. Confirmed on 1 November 2026. Read on example.org. "
        "Page of March 2023, 3 years ago.\n"
        "Write. This is old. Not confirmed yet. Read on example.org. "
        "Page of March 2023, 3 years ago."
    )
    assert card["NOTE"] == [note]


def test_every_area_has_its_cards_with_the_numbers_of_its_page(
    site: BuiltSite, real: Dataset
) -> None:
    for council in real.directory.map.councils:
        path = site.folder / "areas" / council.id / "contacts.vcf"
        cards = parsed(path.read_bytes().decode("utf-8"))
        numbers = {number for card in cards for number in card.get("TEL", [])}
        mails = {mail for card in cards for mail in card.get("EMAIL", [])}
        html = site.page(f"areas/{council.id}/")
        shown = set(re.findall(r'class="phone" href="[^"]+">([^<]+)</a>', html))
        assert numbers == shown - ({"999"} - numbers), council.id
        assert mails == set(re.findall(r'href="mailto:([^"]+)"', html)), council.id
        names = [card["FN"][0] for card in cards]
        assert len({card["UID"][0] for card in cards}) == len(names), council.id


def test_999_cannot_be_rung_by_a_slip_of_the_hand(site: BuiltSite) -> None:
    text = (site.folder / "areas/stockport/contacts.vcf").read_text(encoding="utf-8")
    assert ".TEL;TYPE=WORK,VOICE:999" not in text
    assert ".TEL;TYPE=WORK,VOICE:101" in text
    assert ".TEL;TYPE=WORK,MSG:999" in text  # the emergency text service needs the number
