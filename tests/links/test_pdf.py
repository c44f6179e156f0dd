"""PDFs are read like pages, and none of them can take us down."""

import functools
import io
import zlib

import pytest

from safetyhelp.evidence.vocabulary import Kind, Result, Verdict
from safetyhelp.linkcheck.facts.check import ExpectedFact, check
from safetyhelp.linkcheck.page.pdf import read_pdf
from safetyhelp.linkcheck.verdicts import judge
from safetyhelp.records.model import Alternative
from tests.dataset.made_up import rule
from tests.links.conftest import Checker
from tests.links.servers import Answer, Site

PHONE = ExpectedFact(Kind.PHONE, "0161 200 1950")


def pdf(*lines: str, stream: bytes = b"", filters: str = "") -> bytes:
    """Write a PDF of one page by hand, with a line of text for each of `lines`."""
    shown = " ".join(f"({line}) Tj 0 -20 Td" for line in lines)
    content = stream or f"BT /F1 12 Tf 50 700 Td {shown} ET".encode("latin-1")
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"""<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R
        /Resources << /Font << /F1 5 0 R >> >> >>""",
        f"<< /Length {len(content)} {filters} >>\nstream\n".encode() + content + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, part in enumerate(parts, start=1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n".encode() + part + b"\nendobj\n")
    start = out.tell()
    out.write(f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n".encode())
    out.writelines(f"{place:010} 00000 n \n".encode() for place in places)
    out.write(f"trailer << /Size {len(parts) + 1} /Root 1 0 R >>\nstartxref\n{start}\n".encode())
    return out.getvalue() + b"%%EOF"


GOOD = pdf("ASB case review", "Call the team on 0161 200 1950.", "Three reports in six months.")


@pytest.mark.parametrize("kind", ["application/pdf", "text/html", "application/octet-stream"])
def test_a_number_in_a_pdf_is_confirmed(checker: Checker, site: Site, kind: str) -> None:
    site.routes["/a.pdf"] = Answer(GOOD, kind=kind)
    seen = checker.see(site.url("/a.pdf"))
    judged = judge(seen)
    assert judged.verdict is Verdict.OK
    assert check(seen, judged, PHONE).result is Result.CONFIRMED
    other = ExpectedFact(Kind.PHONE, "0161 200 1999")
    assert check(seen, judged, other).result is Result.MISSING


def test_a_rule_in_a_pdf_is_confirmed(checker: Checker, site: Site) -> None:
    site.routes["/a.pdf"] = Answer(GOOD, kind="application/pdf")
    three = rule(Alternative(reports=3, within_months=6))
    seen = checker.see(site.url("/a.pdf"))
    wanted = ExpectedFact(Kind.THRESHOLD, "place", threshold=three)
    assert check(seen, judge(seen), wanted).result is Result.CONFIRMED


def test_a_dead_number_in_a_pdf_is_not(checker: Checker, site: Site) -> None:
    site.routes["/a.pdf"] = Answer(
        pdf("0161 200 1950 is no longer in use."), kind="application/pdf"
    )
    seen = checker.see(site.url("/a.pdf"))
    assert check(seen, judge(seen), PHONE).result is Result.MISSING


BROKEN = {
    "cut off": GOOD[: len(GOOD) // 2],
    "only its mark": b"%PDF-1.7",
    "noise": b"%PDF-1.7\n" + bytes(range(256)) * 40,
    "no page": b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF",
    "a picture": pdf(stream=b"q 100 0 0 100 0 0 cm Q"),
}


def _assert_says_nothing(checker: Checker, site: Site, body: bytes) -> None:
    checker.limits = type(checker.limits)()
    site.routes["/a.pdf"] = Answer(body, kind="application/pdf")
    seen = checker.see(site.url("/a.pdf"))
    judged = judge(seen)
    assert judged.verdict in (Verdict.OK, Verdict.NOT_CHECKED)
    assert check(seen, judged, PHONE).result is Result.CANNOT_TELL


@pytest.mark.parametrize("name", BROKEN)
def test_a_pdf_that_cannot_be_read_says_nothing(checker: Checker, site: Site, name: str) -> None:
    _assert_says_nothing(checker, site, BROKEN[name])


def _blanks_packed(times: int) -> bytes:
    """Return what zlib makes of so many millions of blanks: it packs one, which is repeated."""
    packer, blanks = zlib.compressobj(9), b" " * 1_000_000
    first, again = (packer.compress(blanks) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    checksum = functools.reduce(lambda value, _: zlib.adler32(blanks, value), range(times), 1)
    return first + again * (times - 1) + b"\x03\x00" + checksum.to_bytes(4, "big")


def test_a_bomb_says_nothing(checker: Checker, site: Site) -> None:
    assert zlib.decompress(_blanks_packed(3)) == b" " * 3_000_000
    stream = zlib.compress(_blanks_packed(900), 9)
    assert len(stream) < 10_000
    bomb = pdf(stream=stream, filters="/Filter [/FlateDecode /FlateDecode]")
    _assert_says_nothing(checker, site, bomb)


def test_the_text_keeps_its_lines() -> None:
    page = read_pdf(GOOD)
    assert page is not None
    assert page.lines[0] == "ASB case review"
