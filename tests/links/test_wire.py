"""What servers send, byte by byte: each answer with its verdict and what becomes of a value."""

import gzip
import socket
import subprocess
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from safetyhelp.evidence.vocabulary import Kind, Result, Verdict
from safetyhelp.linkcheck.facts.check import ExpectedFact, check
from safetyhelp.linkcheck.verdicts import judge
from tests.links.conftest import Certificates, Checker
from tests.links.servers import Answer, Route, Site, moved, raw

PHONE = "0161 200 1950"
NAME = "Safer Testville"
WORDS = "You can report antisocial behaviour to us at any time, and we will call you back. " * 5
CONFIRMED, UNSURE, MISSING = Result.CONFIRMED, Result.CANNOT_TELL, Result.MISSING


def html(body: str = f"<p>{PHONE}</p>", title: str = NAME, heading: str = NAME) -> str:
    """Return a whole page of a service."""
    return f"<!doctype html><title>{title}</title><h1>{heading}</h1>{body}<p>{WORDS}</p>"


GOOD = Answer(html())
EMPTY_OF_IT = html("<p>Write to us.</p>")


def typed(body: str | bytes, kind: str) -> Answer:
    """Return an answer with a content type of its own."""
    return Answer(body, kind=kind)


def lines(*head: str, body: str = html()) -> Route:
    """Return an answer whose status line and headers are sent as they stand."""
    content = body.encode()
    text = "\r\n".join(
        [*head, "Content-Type: text/html", f"Content-Length: {len(content)}", "", ""]
    )
    return raw(lambda s: s.sendall(text.encode("latin-1") + content))


def cut_gzip(share: float) -> Answer:
    """Return a packed page that was cut off, with the length of what is left."""
    packed = gzip.compress((html("") + WORDS * 50 + PHONE).encode())
    return Answer(packed[: int(len(packed) * share)], headers={"Content-Encoding": "gzip"})


@dataclass(frozen=True)
class Case:
    """What lies at /x and elsewhere, and what is to be seen there."""

    name: str
    x: Route
    verdicts: tuple[Verdict, ...]
    results: tuple[Result, ...]
    more: dict[str, Route] = field(default_factory=dict)


def blocked(name: str, answer: Route, more: dict[str, Route] | None = None) -> Case:
    """Return a case of a wall: nothing is learned."""
    return Case(name, answer, (Verdict.BLOCKED,), (UNSURE,), more or {})


def gone(name: str, answer: Route, more: dict[str, Route] | None = None) -> Case:
    """Return a case of a page that is not the one that is meant."""
    return Case(name, answer, (Verdict.PROBABLY_GONE, Verdict.FOR_SALE), (UNSURE,), more or {})


def fine(name: str, answer: Route, verdict: Verdict = Verdict.OK, **more: Route) -> Case:
    """Return a case of a page that is read to its end."""
    return Case(name, answer, (verdict,), (CONFIRMED,), {f"/{path}": r for path, r in more.items()})


REJECTED = """<title>Request Rejected</title>The requested URL was rejected. Please consult with
your administrator. Your support ID is: 123456789"""
MOMENT = "<title>Just a moment...</title><script src=/cdn-cgi/challenge-platform/x.js></script>"
META = '<meta http-equiv="refresh" content="{}">'
FOR_NOW = Verdict.MOVED_FOR_NOW
CHARSETS = (
    "undefined", "idna", "raw_unicode_escape", "unicode_escape", "punycode", "utf-7", "hex",
    "base64", "rot13", "mbcs", "no-such-thing", "x" * 40, "bz2", "utf_8_sig", "utf-32",
)  # fmt: skip
CASES = [
    *(fine(f"charset {each}", typed(html(), f"text/html; charset={each}")) for each in CHARSETS),
    fine(
        "surrogate escapes", typed(html(heading="\\ud800"), "text/html; charset=raw_unicode_escape")
    ),
    fine("meta says UTF-16", typed(html('<meta charset="utf-16">' + f"<p>{PHONE}"), "text/html")),
    *(
        Case(
            f"{name} that calls itself a page",
            typed(start + bytes(range(256)) * 20, kind),
            (Verdict.OK,),
            (UNSURE,),
        )
        for name, start in {
            "a picture": b"\x89PNG\r\n\x1a\n",
            "a folder": b"PK\x03\x04",
            "zeros": bytes(999),
        }.items()
        for kind in ("text/html", "text/plain")
    ),
    fine("a header that says UTF-16", typed(html(), "text/html; charset=utf-16")),
    fine(
        "packed in two parts",
        Answer(
            gzip.compress(WORDS.encode()) + gzip.compress(html().encode()),
            headers={"Content-Encoding": "gzip"},
        ),
    ),
    Case(
        "a page in UTF-32", typed(html("").encode("utf-32"), "text/html"), (Verdict.OK,), (UNSURE,)
    ),
    fine(
        "a page in UTF-16 without a mark",
        typed(html().encode("utf-16-le"), "text/html; charset=utf-16le"),
    ),
    fine("a stray control character", typed(html(f"\0\b<p>{PHONE}"), "text/html")),
    fine("meta names a codec of Python", typed(f'<meta charset="idna">{html()}', "text/html")),
    fine("refresh to no address", Answer(META.format("0; url=http://[x#y") + html())),
    fine("refresh to no port", Answer(META.format("0; url=http://a.test:99x/") + html())),
    fine(
        "refresh for those without scripts",
        Answer(f"<noscript>{META.format('0; url=/n')}</noscript>{html()}"),
    ),
    fine("refresh with two dots", Answer(META.format("1.2.3; url=/y") + "Wait"), FOR_NOW, y=GOOD),
    fine("refresh without its url=", Answer(META.format("0; /y") + "Wait"), FOR_NOW, y=GOOD),
    fine("refresh in a header", Answer("Wait", headers={"Refresh": "0; url=/y"}), FOR_NOW, y=GOOD),
    fine("refresh after an hour", Answer(META.format("3600; url=/n") + html())),
    fine(
        "a script sends on",
        Answer("<p>You are being redirected…<script>location.href='/y'</script>"),
        FOR_NOW,
        y=GOOD,
    ),
    fine(
        "a script replaces",
        Answer('<script>window.location.replace("/y");</script>'),
        FOR_NOW,
        y=GOOD,
    ),
    fine(
        "a script of a whole page",
        Answer(f"{html()}<script>function f(){{location.href='/n'}}</script>"),
    ),
    fine(
        "ten redirects",
        moved("/1", 302),
        FOR_NOW,
        **{str(n): moved(f"/{n + 1}", 302) for n in range(1, 10)} | {"10": GOOD},
    ),
    fine(
        "two equal addresses",
        lines("HTTP/1.1 302 Found", "Location: /y", "Location: /y"),
        FOR_NOW,
        y=GOOD,
    ),
    fine(
        "two addresses",
        lines("HTTP/1.1 302 Found", "Location: /y", "Location: /z"),
        FOR_NOW,
        y=GOOD,
    ),
    fine("early hints", lines("HTTP/1.1 103 Early Hints", "Link: </a.css>", "", "HTTP/1.1 200 OK")),
    fine(
        "processing, twice",
        lines("HTTP/1.1 102 Processing", "", "HTTP/1.1 102 Processing", "", "HTTP/1.1 200 OK"),
    ),
    fine(
        "a header that is none",
        lines("HTTP/1.1 301 Moved", "no colon here", "Location: /y"),
        Verdict.MOVED,
        y=GOOD,
    ),
    fine("a header that is none, and a page", lines("HTTP/1.1 200 OK", "no colon here")),
    fine("150 headers", lines("HTTP/1.1 200 OK", *(f"X-{n}: y" for n in range(150)))),
    fine("a header of 100 KiB", lines("HTTP/1.1 200 OK", f"X: {'y' * 100_000}")),
    Case("a cut gzip", cut_gzip(0.6), (Verdict.OK,), (UNSURE,)),
    Case("a gzip without its last bytes", cut_gzip(0.98), (Verdict.OK,), (UNSURE, CONFIRMED)),
    Case("nothing at all", Answer(""), (Verdict.NOT_CHECKED,), (UNSURE,)),
    Case("spaces and comments", Answer(" <!-- x --> \n"), (Verdict.NOT_CHECKED,), (UNSURE,)),
    Case(
        "a PDF that calls itself HTML",
        Answer(b"%PDF-1.7\n%\xe2\xe3\n1 0 obj"),
        (Verdict.OK,),
        (UNSURE,),
    ),
    Case("an address that is none", moved("http://[x#y"), (Verdict.UNREACHABLE,), (UNSURE,)),
    blocked("F5 with 200", Answer(REJECTED)),
    blocked("Cloudflare with 200", Answer(MOMENT + "<!-- x -->" * 2000)),
    blocked(
        "Radware after a redirect",
        moved("/validate/captcha?x=1", 302),
        {"/validate/captcha?x=1": Answer("<title>Radware Captcha Page</title><p>We must check.")},
    ),
    blocked(
        "a captcha without a telling title",
        moved("/captcha?u=/x", 302),
        {"/captcha?u=/x": Answer("<title>Testville</title><p>Type the letters.")},
    ),
    blocked("status 999", Answer("no", 999)),
    blocked("Azure", Answer("The request is blocked.", 403, {"x-azure-ref": "0abc"})),
    blocked(
        "CloudFront",
        Answer(
            "<h1>403 ERROR</h1>Request blocked. Generated by cloudfront (CloudFront)",
            403,
            {"X-Cache": "Error from cloudfront"},
        ),
    ),
    blocked(
        "Access denied with 200",
        Answer("<title>Access Denied</title><h1>Access Denied</h1>You don't have permission"),
    ),
    blocked("Human?", Answer("<title>Testville</title><h1>Verify you are human</h1>")),
    *(
        blocked(title, Answer(f"<title>{title}</title><h1>{title}</h1><p>Sorry for that."))
        for title in (
            "You are now in line",
            "Waiting Room",
            "Down for maintenance",
            "We’ll be back soon",
            "Site maintenance",
            "This site is currently unavailable",
            "We are currently undergoing maintenance",
            "Service Unavailable",
            "Pardon Our Interruption",
            "Security check",
            "Robot Check",
        )
    ),
    *(
        gone(title, Answer(html("", title)))
        for title in (
            "Sorry, this page isn't available",
            "We couldn't find what you were looking for",
            "Page moved or deleted",
            "Website Expired",
            "The page you want has gone",
            "Welcome to nginx!",
            "Apache2 Ubuntu Default Page: It works",
            "IIS Windows Server",
            "This link has expired",
            "410 Gone",
            "Page unavailable",
            "Content not found",
            "Index of /help",
            "Coming soon",
            "The article you requested is no longer available.",
            "Best online casino bonus 2026 - free spins",
            "Situs Judi Slot Gacor",
            "Top betting sites",
        )
    ),
    gone("said in a third heading", Answer(html("<h3>Page not found</h3>"))),
    gone(
        "said behind a notice",
        Answer(html("<h2>Cookies</h2><h2>Menu</h2><h2>Search</h2><h1>Page not found</h1>")),
    ),
    *(
        gone(f"sent to {end}", moved(end, 302), {end: Answer(EMPTY_OF_IT)})
        for end in (
            "/PageNotFoundError.aspx?requestUrl=/x",
            "/error?code=404",
            "/404.php",
            "/Error/NotFound",
            "/errors/410",
            "/pagenotfound.html",
            "/x/?status=404",
            "/page-unavailable",
            "/error.aspx",
        )
    ),
    *(
        fine(title, Answer(html(title=f"{title} | {NAME}", heading=title)))
        for title in (
            "How to get hateful content removed",
            "Getting harmful posts and pages removed from social media",
            "Content has been removed: what happens after your report",
            "If a resource has been removed, ask us",
            "Problem gambling support",
            "When our site is down",
            "Waiting for an answer",
            "Access to your data",
            "Security checks for your home",
            "Maintenance of street lights",
            "One moment that changed us",
        )
    ),
]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_an_answer(checker: Checker, site: Site, case: Case) -> None:
    checker.manners = checker.manners.__class__(
        interval=0.001, backoff=0.002, second_look=0.002, tries=2
    )
    site.routes |= {"/x": case.x, **case.more}
    seen = checker.see(site.url("/x"))
    judged = judge(seen)
    found = check(seen, judged, ExpectedFact(Kind.PHONE, PHONE))
    assert judged.verdict in case.verdicts, judged
    assert found.result in case.results, found


def test_twenty_redirects_are_followed_and_no_more(checker: Checker, site: Site) -> None:
    from safetyhelp.linkcheck.web.retry import Manners

    checker.manners = Manners(interval=0.001)
    site.routes |= {f"/{n}": moved(f"/{n + 1}", 302) for n in range(20)}
    site.routes["/20"] = GOOD
    assert checker.judge(site.url("/0")).verdict is Verdict.MOVED_FOR_NOW
    site.routes |= {"/20": moved("/21", 302), "/21": GOOD}
    assert checker.judge(site.url("/0")).verdict is Verdict.REDIRECT_LOOP


@pytest.mark.parametrize(
    ("fragment", "mark", "verdict"),
    [
        ("contact", '<h2 id="user-content-contact">Contact</h2>', Verdict.OK),
        ("contact:~:text=ring", '<h2 id="contact">Contact</h2>', Verdict.OK),
        (":~:text=ring", "", Verdict.OK),
        ("contact", '<h2 id="content-contact">Contact</h2>', Verdict.ANCHOR_MISSING),
    ],
)
def test_parts_of_a_page(
    checker: Checker, site: Site, fragment: str, mark: str, verdict: Verdict
) -> None:
    site.routes["/x"] = Answer(html(mark))
    assert checker.judge(site.url(f"/x#{fragment}")).verdict is verdict


def _chain_without_its_middle(certificates: Certificates, *, named: bool) -> None:
    folder = certificates.folder
    extension = "subjectAltName=DNS:half.test\n"
    if named:
        extension += "authorityInfoAccess=caIssuers;URI:http://half.test/middle.crt\n"
    (folder / "half.ext").write_text(extension)
    (folder / "middle.ext").write_text("basicConstraints=critical,CA:TRUE\n")
    for command in (
        ("req", "-new", "-key", "ca.key", "-subj", "/CN=Middle", "-out", "middle.csr"),
        ("x509", "-req", "-in", "middle.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-days", "30",
         "-CAcreateserial", "-extfile", "middle.ext", "-out", "middle.pem"),
        ("x509", "-req", "-in", "server.csr", "-CA", "middle.pem", "-CAkey", "ca.key", "-days",
         "30", "-CAcreateserial", "-extfile", "half.ext", "-out", "half.pem"),
    ):  # fmt: skip
        subprocess.run(["openssl", *command], cwd=folder, check=True, capture_output=True)


@pytest.mark.parametrize("named", [True, False])
def test_a_chain_that_browsers_fill_in_is_no_fault(
    checker: Checker, certificates: Certificates, new_site: Callable[..., Site], named: bool
) -> None:
    _chain_without_its_middle(certificates, named=named)
    site = new_site(tls=certificates.server("half"))
    checker.names.known["half.test"] = ["127.0.0.1"]
    judged = checker.judge(site.url("/x", "half.test"))
    assert judged.verdict is (Verdict.NOT_CHECKED if named else Verdict.BAD_CERTIFICATE)
    assert ("Browsers warn" in judged.summary) is not named
    assert site.requests == [], "not one byte of a request may be sent"


def test_interim_answers_without_an_end_are_no_answer(checker: Checker, site: Site) -> None:
    stop = threading.Event()

    def forever(connection: socket.socket) -> None:
        while not stop.is_set():
            connection.sendall(b"HTTP/1.1 103 Early Hints\r\n\r\n" * 100)

    site.routes["/x"] = raw(forever)
    verdict = checker.judge(site.url("/x")).verdict
    stop.set()
    assert verdict in (Verdict.UNREACHABLE, Verdict.TIME_OUT)
