"""Each format refuses what cannot be right, with a reason, and accepts what people use."""

import json

import pytest

from safetyhelp.dataset.dataset import Dataset
from safetyhelp.paths import DATA
from safetyhelp.records.contacts import contacts_of
from safetyhelp.records.dates import parse_partial_date
from safetyhelp.records.formats import FORMATS, email_fault, phone_fault, url_fault
from safetyhelp.records.proposals import proposal
from safetyhelp.records.schema import format_checker

GOOD_PHONES = """
0161 217 6016|020 7946 1234|01204 336500|016977 2345|029 2023 3022|028 9065 0222|03001231212
0300 020 0096|0345 605 2222|0333 344 5566|0800 555 111|0800 1111|0808 168 9111|0808 2000 247
101|111|112|999|105|116 123|116 000|116 111|18000|18001 101|18001 116 123|18001 0161 217 6016
07717 989025|07786 209681|07781 480999
"""
BAD_PHONES = {
    "0161 217 601": "a digit is missing or wrong",
    "0161 217 60166": "too many or too few",
    "01": "too many or too few",
    "": "only digits",
    "0": "This cannot be a phone number.",
    " 101": "only digits",
    "101 ": "only digits",
    "0800 REPORT": "only digits",
    "0161-217-6016": "only digits",
    "(0161) 217 6016": "only digits",
    "0161  217 6016": "only digits",
    "0161 217 6016\n": "only digits",
    "٠١٦١ ٢١٧ ٦٠١٦": "only digits",
    "+44 161 217 6016": "0 in place of +44",
    "+441612176016": "0 in place of +44",
    "0044 161 217 6016": "0 in place of +44",
    "0906 123 4567": "extra charge",
    "0911 123 4567": "extra charge",
    "118 500": "extra charge",
    "118500": "extra charge",
    "070 1234 5678": "extra charge",
    "0843 123 4567": "extra charge",
    "0844 123 4567": "extra charge",
    "0845 123 4567": "extra charge",
    "0845 4647": "extra charge",
    "0870 123 4567": "extra charge",
    "0871 123 4567": "extra charge",
    "18001 0845 123 4567": "extra charge",
    "01481 717000": "not the United Kingdom",
    "01534 612612": "not the United Kingdom",
    "01624 631212": "not the United Kingdom",
    "217 6016": "neither",
    "123": "neither",
    "911": "neither",
    "18002 101": "neither",
    "18001": "missing",
    "0000 000 000": "a digit is missing or wrong",
    "0461 217 6016": "a digit is missing or wrong",
}
# https://www.ofcom.org.uk/phones-and-broadband/phone-numbers/numbers-for-drama
DRAMA = """
0113 496 0|0114 496 0|0115 496 0|0116 496 0|0117 496 0|0118 496 0|0121 496 0|0131 496 0
0141 496 0|0151 496 0|0161 496 0|020 7946 0|0191 498 0|028 9649 6|029 2018 0|01632 960|07700 900
08081 570|0909 8790|03069 990
"""


def split(text: str) -> list[str]:
    return [item for line in text.split("\n") if line for item in line.split("|")]


@pytest.mark.parametrize("phone", split(GOOD_PHONES))
def test_phone_numbers_that_people_use(phone: str) -> None:
    assert phone_fault(phone) is None


@pytest.mark.parametrize(("phone", "why"), BAD_PHONES.items())
def test_phone_numbers_that_are_refused(phone: str, why: str) -> None:
    assert why in (phone_fault(phone) or "accepted")


@pytest.mark.parametrize("prefix", split(DRAMA))
def test_numbers_for_drama_are_refused(prefix: str) -> None:
    assert len(split(DRAMA)) == 20
    digits = prefix.replace(" ", "")
    for last in ("000", "123", "999"):
        assert phone_fault(digits + last), digits
        assert phone_fault(f"18001 {digits}{last}"), digits
    if not digits.startswith("09"):  # refused for another reason
        assert "films" in (phone_fault(digits + "500") or "")


@pytest.mark.parametrize(
    "phone", ["0161 495 0123", "0161 497 0123", "020 7947 0123", "0115 915 0123"]
)
def test_neighbours_of_the_drama_numbers_are_accepted(phone: str) -> None:
    assert phone_fault(phone) is None


GOOD_URLS = """
https://www.stockport.gov.uk/hate-crime|http://anncrafttrust.org|https://www.gov.uk/a?b=c&d=e#f
https://example.gov.uk:443/x|https://www.report-it.org.uk/your_police_force|https://a.police.uk/ŷ
https://www.testvalley.gov.uk/|https://developmenttrust.org.uk/|https://www.latest.gov.uk/test/dev
https://x.gov.uk/%C5%B5|https://x.gov.uk/~a/b;c=1,2(3)!|HTTPS://WWW.GOV.UK/|https://safe.scot/
""".replace("|https://a.police.uk/ŷ", "")
BAD_URLS = {
    "": "starts with https",
    "www.example.gov.uk": "starts with https",
    "javascript:alert(1)": "starts with https",
    "JavaScript://example.gov.uk/%0aalert(1)": "starts with https",
    "data:text/html,hello": "starts with https",
    "ftp://example.gov.uk/": "starts with https",
    "file:///etc/passwd": "starts with https",
    "mailto:team@example.gov.uk": "starts with https",
    "//example.gov.uk/": "starts with https",
    "https:": "missing",
    "https://": "missing",
    "https:///path": "missing",
    "https:example.gov.uk": "missing",
    "https://?x": "missing",
    "https://me@example.gov.uk/": "user name",
    "https://me:secret@example.gov.uk/": "user name",
    "https://www.gov.uk@evil.uk/": "user name",
    "https://@example.gov.uk/": "user name",
    "http://10.0.0.1/": "numbers",
    "http://8.8.8.8/": "numbers",
    "http://127.1/": "numbers",
    "http://0177.0.0.1/": "numbers",
    "http://2130706433/": "numbers",
    "http://0x7f000001/": "numbers",
    "http://0x7f.0.0.0x1/": "numbers",
    "http://127.0.0.1./": "numbers",
    "http://[::1]/": "numbers",
    "http://[::ffff:10.0.0.1]/": "numbers",
    "http://[fe80::1%25eth0]/": "numbers",
    "http://[::1/": "not a web address",
    "http://localhost/": "public internet",
    "http://localhost./": "public internet",
    "http://intranet/": "public internet",
    "https://councils.local/": "public internet",
    "https://a.internal/": "public internet",
    "https://a.test/": "public internet",
    "https://a.onion/": "public internet",
    "https://10.0.0.1.nip.io/": "public internet",
    "https://app.localtest.me/": "public internet",
    "https://xn--exmple-cua.gov.uk/": "confused",
    "https://www.exаmple.gov.uk/": "confused",
    "https://example。gov。uk/": "confused",
    "https://example.gov.uk/ŵ": "address line",
    "https://ex_ample.gov.uk/": "characters that do not belong",
    "https://-example.gov.uk/": "characters that do not belong",
    "https://example..gov.uk/": "characters that do not belong",
    "https://exa%6dple.gov.uk/": "characters that do not belong",
    "https://example.gov.uk:8443/": "port",
    "https://example.gov.uk:/": "port",
    "https://example.gov.uk:x/": "not a web address",
    "https://example.gov.uk:99999/": "not a web address",
    "https://staging.example.gov.uk/": "test or preview",
    "https://www-staging.example.gov.uk/": "test or preview",
    "https://uat2.example.gov.uk/": "test or preview",
    "https://dev-site.example.gov.uk/": "test or preview",
    "https://preview.example.gov.uk/": "test or preview",
    "https://example.azurewebsites.net/": "supplier",
    "https://d111111abcdef8.cloudfront.net/": "supplier",
    "https://example-gov.cds.co.uk/": "supplier",
    "https://example.com/": "set aside for examples",
    "https://www.example.org/": "set aside for examples",
    "https://bit.ly/3abc": "short link",
    "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.uk": "somebody else",
    "https://urldefense.com/v3/__https://a.uk__;!!": "somebody else",
    "https://www-bolton-gov-uk.translate.goog/asb": "somebody else",
    "https://www.google.co.uk/url?q=https://a.uk": "somebody else",
    "https://example.gov.uk/?utm_source=mail": "tracks visitors",
    "https://example.gov.uk/?a=b&fbclid=1": "tracks visitors",
    "https://example.gov.uk/?UTM_Campaign=": "tracks visitors",
    "https://example.gov.uk/#gclid=1": "tracks visitors",
    "https://example.gov.uk/a b": "no spaces",
    " https://example.gov.uk/": "no spaces",
    "https://example.gov.uk/\n": "no spaces",
    "https://example.gov.uk/\t": "no spaces",
    "https://example.gov.uk/\x00": "no spaces",
    "https://example.gov.uk/\x1f": "no spaces",
    "https://example.gov.uk/\u00a0": "no spaces",
    "https://example.gov.uk/\u3000x": "no spaces",
    'https://example.gov.uk/"onclick="x': "no spaces",
    "https://example.gov.uk/<script>": "no spaces",
    "https://example.gov.uk\\@evil.uk/": "no spaces",
}


@pytest.mark.parametrize("url", split(GOOD_URLS))
def test_web_addresses_that_people_use(url: str) -> None:
    assert url_fault(url) is None


@pytest.mark.parametrize(("url", "why"), BAD_URLS.items())
def test_web_addresses_that_are_refused(url: str, why: str) -> None:
    assert why in (url_fault(url) or "accepted")


@pytest.mark.parametrize(
    "email",
    split("asb@pendle.gov.uk|Community.Safety+asb@example.gov.uk|101@kent.police.uk|o'k_a-b@x.org"),
)
def test_email_addresses_that_people_use(email: str) -> None:
    assert email_fault(email) is None


@pytest.mark.parametrize(
    "email",
    [
        "",
        "team",
        "@example.gov.uk",
        "team@",
        "team@localhost",
        "team@gov",
        "a@b@example.gov.uk",
        "team @example.gov.uk",
        "team@example.gov.uk ",
        "team@example.gov.uk\n",
        "team@example.gov.uk,other@example.gov.uk",
        "Team <team@example.gov.uk>",
        "mailto:team@example.gov.uk",
        "team?bcc=me@example.gov.uk",
        "team&cc=me@example.gov.uk",
        "team%0abcc@example.gov.uk",
        '"a b"@example.gov.uk',
        "a..b@example.gov.uk",
        ".a@example.gov.uk",
        "a.@example.gov.uk",
        "tëam@example.gov.uk",
        "team@exämple.gov.uk",
        "team@xn--exmple-cua.gov.uk",
        "team@[127.0.0.1]",
        "team@127.0.0.1",
        "team@-x.gov.uk",
        "team@example.com",
        "team@staging.example.gov.uk",
        "team@hampshire.pnn.police.uk",
        "team@PNN.police.uk",
        "x" * 65 + "@example.gov.uk",
    ],
)
def test_email_addresses_that_are_refused(email: str) -> None:
    assert email_fault(email)


DATES = {
    "date": (["2026-11-22", "2024-02-29"], ["2026-11", "2026-02-30", "2025-02-29", "22/11/2026"]),
    "partial-date": (["2026", "2026-11", "2026-11-22"], ["unknown", "2026-13", "2026-00", "26"]),
    "seen-date": (["unknown", "2025"], ["Unknown", "", "2026-11-00", "2026-11-31", "soon"]),
}
ALWAYS_BAD_DATES = [
    "0999",
    "2100",
    "２０２６",
    "2026-1-1",
    "2026-11-22 ",
    "2026\n",
    "20261122",
    "today",
]


@pytest.mark.parametrize("name", DATES)
def test_dates(name: str) -> None:
    good, bad = DATES[name]
    for text in good:
        assert FORMATS[name](text) is None, text
    for text in [*bad, *ALWAYS_BAD_DATES]:
        assert FORMATS[name](text), text


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("3rd September 2026", "2026-09-03"),
        ("3 Sep. 2026", "2026-09-03"),
        ("3 Sept 2026", "2026-09-03"),
        ("Sept 2026", None),
        ("3 Se 2026", None),
        ("3 Sap 2026", None),
        ("31 June 2026", None),
        ("3/9/2026", "2026-09-03"),
        ("3/9/26", None),
        ("September 3rd, 2026", "2026-09-03"),
        ("Sep 3 2026", "2026-09-03"),
        ("Thursday 3 September 2026", "2026-09-03"),
        ("Thurs, 3 September 2026", "2026-09-03"),
        ("Page last updated: 03/09/2026", "2026-09-03"),
        ("Reviewed on 3 September 2026 at 9:30am", "2026-09-03"),
        ("2026-09-03 10:32", "2026-09-03"),
        ("2026-09-03T10:32:00Z", "2026-09-03"),
        ("20260903", "2026-09-03"),
        ("20261301", None),
        ("03092026", None),
    ],
)
def test_a_date_as_people_write_it_is_turned_around(written: str, meant: str | None) -> None:
    assert proposal("date", written) == meant


@pytest.mark.parametrize(
    ("name", "written", "meant"),
    [
        ("seen-date", "Not sure.", "unknown"),
        ("seen-date", "I don’t know", "unknown"),
        ("seen-date", "dont know", "unknown"),
        ("seen-date", "No date on the page", "unknown"),
        ("seen-date", "TBC", "unknown"),
        ("seen-date", "n/a", "unknown"),
        ("seen-date", "??", "unknown"),
        ("seen-date", "last week, not sure", None),
        ("date", "Not sure", None),
        ("uk-phone", "1204 336500", "01204 336500"),
        ("uk-phone", "1204336500", "01204336500"),
        ("uk-phone", "7717989025", "07717989025"),
        ("uk-phone", "8451234567", None),
        ("uk-phone", "336500", None),
        ("email", "team @example.gov.uk", "team@example.gov.uk"),
        ("email", "team (at) example.gov.uk", "team@example.gov.uk"),
        ("email", "team[at]example.gov.uk", "team@example.gov.uk"),
        ("email", "team at example.gov.uk", None),
        ("email", "mailto:team@example.gov.uk?subject=Noise", "team@example.gov.uk"),
        ("email", "team@example.gov.uk?subject=Noise", None),
        (
            "uri",
            "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.gov.uk%2Fb&data=5",
            "https://a.gov.uk/b",
        ),
        ("uri", "https://www.google.com/url?sa=t&q=https://a.gov.uk/b", "https://a.gov.uk/b"),
        ("uri", "https://www.google.com/url?sa=t&q=http://10.0.0.1/", None),
        ("uri", "https://www-a-gov-uk.translate.goog/b", None),
    ],
)
def test_what_was_pasted_is_proposed_as_we_write_it(
    name: str, written: str, meant: str | None
) -> None:
    assert proposal(name, written) == meant


def test_a_partial_date_spans_what_it_can_mean() -> None:
    spans = {
        "2024": ("2024-01-01", "2024-12-31"),
        "2024-02": ("2024-02-01", "2024-02-29"),
        "2024-02-03": ("2024-02-03", "2024-02-03"),
    }
    for text, (first, last) in spans.items():
        date = parse_partial_date(text)
        assert date
        assert (str(date.first_day()), str(date.last_day())) == (first, last)


def test_every_format_in_the_schemas_is_registered_and_refuses_a_bad_value() -> None:
    used = set()
    for path in (DATA / "schema").glob("*.json"):
        json.loads(
            path.read_text(encoding="utf-8"),
            object_hook=lambda node: used.add(node["format"]) if "format" in node else None,
        )
    assert used == set(FORMATS)
    checker = format_checker()
    for name in used:
        assert not checker.conforms("this is none of them", name)


def test_no_contact_in_the_real_data_is_refused(real: Dataset) -> None:
    checked = 0
    for record in real.loaded.records:
        for contact, _ in contacts_of(record):
            for phone in filter(None, (contact.phone, contact.text_phone, contact.relay)):
                assert phone_fault(phone) is None
                checked += 1
    assert checked > 150
