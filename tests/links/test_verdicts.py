"""Every verdict, seen on a real server."""

import ssl
from collections.abc import Callable

import pytest

from safetyhelp.evidence.vocabulary import Verdict
from safetyhelp.linkcheck.page.bot_protection import wall_sign
from safetyhelp.linkcheck.verdicts import fix_for, judge
from tests.links.conftest import Certificates, Checker
from tests.links.servers import Answer, Route, Site, moved, page, raw, reset

NewSite = Callable[..., Site]


@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
def test_ok(checker: Checker, new_site: NewSite, address: str) -> None:
    site = new_site(address)
    site.routes["/a"] = page("Hello")
    assert checker.judge(site.url("/a")).verdict is Verdict.OK


@pytest.mark.parametrize(
    ("steps", "new"),
    [
        ([301], "/1?a=b#part"),
        ([308], "/1?a=b#part"),
        ([301, 301], "/2?a=b#part"),
        ([301, 302], "/1?a=b#part"),  # what lasts of it
        ([302], ""),
        ([303], ""),
        ([307], ""),
    ],
)
def test_moved_for_good_or_for_now(
    checker: Checker, site: Site, steps: list[int], new: str
) -> None:
    for number, status in enumerate(steps):
        site.routes[f"/{number}?a=b"] = moved(f"/{number + 1}?a=b", status)
    site.routes[f"/{len(steps)}?a=b"] = page('<b id="part">Here</b>')
    judged = checker.judge(site.url("/0?a=b#part"))
    assert judged.verdict is (Verdict.MOVED if new else Verdict.MOVED_FOR_NOW)
    assert judged.new_url == (site.url(new) if new else "")
    assert judged.new_url in fix_for(judged.verdict, judged.new_url)


def test_a_page_that_sends_its_reader_on_is_followed(checker: Checker, site: Site) -> None:
    site.routes |= {
        "/old": Answer('<meta http-equiv="refresh" content="0; url=/new">'),
        "/new": page("Phone 0161 496 0123"),
    }
    seen = checker.see(site.url("/old"))
    assert seen.end == site.url("/new")
    assert checker.judge(site.url("/old")).verdict is Verdict.MOVED_FOR_NOW


@pytest.mark.parametrize("status", [301, 302])
def test_an_upgrade_to_https_is_for_good(
    checker: Checker, certificates: Certificates, new_site: NewSite, status: int
) -> None:
    secure, plain = new_site(tls=certificates.server("good")), new_site()
    checker.names.known["good.test"] = ["127.0.0.1"]
    secure.routes["/a/b"] = page("Here")
    # Two ports of one name: an upgrade changes only the scheme.
    plain.routes["/a/b"] = moved(secure.url("/a/b", "good.test"), status)
    judged = checker.judge(plain.url("/a/b", "good.test"))
    assert (judged.verdict, judged.new_url) == (Verdict.MOVED, secure.url("/a/b", "good.test"))


@pytest.mark.parametrize("status", [404, 410])
def test_gone(checker: Checker, site: Site, status: int) -> None:
    site.routes["/x"] = Answer("No", status)
    assert checker.judge(site.url("/x")).verdict is Verdict.GONE
    assert len(site.paths()) == 2, "the second look, and then it is certain"


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("Page not found - Place Council", "Sorry"),
        ("Place Council", "Page not found"),
        ("404 | Place", ""),
        ("Error 404", ""),
        ("Place", "Sorry, we can’t find that page"),
        ("Place", "The page you are looking for could not be found"),
        ("Place", "This page is no longer available"),
        ("Place", "The page you requested does not exist"),
        ("Place", "Oops! Something went wrong"),
        ("Not found", ""),
        ("Cyngor", "Ni ellir dod o hyd i’r dudalen"),
        ("Account Suspended", ""),
        ("Place", "The content you requested has been removed"),
        ("Place", "The item that you were looking for is no longer available"),
        ("Place", "No page found"),
        ("Place", "You seem to be lost"),
        ("Welcome to Plesk", ""),
        ("Congratulations! Your site is live", ""),
        ("Just another WordPress site", ""),
        ("Hello world!", ""),
        ("Nid yw’r dudalen hon ar gael", ""),
    ],
)
def test_probably_gone_by_its_words(checker: Checker, site: Site, title: str, heading: str) -> None:
    site.routes["/x"] = Answer(f"<title>{title}</title><h1>{heading}</h1><p>Hello.")
    judged = checker.judge(site.url("/x"))
    assert judged.verdict is Verdict.PROBABLY_GONE
    assert (heading or title)[:3] in judged.summary or title[:3] in judged.summary


@pytest.mark.parametrize(
    "words",
    [
        "Lost and found property",
        "What to do if you have not found help",
        "Missing people",
        "404 Club, Stockport",
        "Number 404 bus timetable",
        "Services that are no longer available at weekends are listed",
        "Report a problem with a page",
        "If your bin is not emptied",
        "Found guilty: what happens next",
        "We do not suspend your account",
        "Can’t find what you need?",
        "Lost? Find your local team",
        "Access denied: discrimination by shops",
        "Just a moment for you",
        "Service unavailable? Tell us",
        "Escort services and trafficking",
        "Nude images shared without consent",
        "Security checks on your home",
        "Blocked drains",
    ],
)
def test_ordinary_words_are_no_sign_of_absence(checker: Checker, site: Site, words: str) -> None:
    site.routes["/x"] = page("Page not found: what this means when you see it.", words)
    assert checker.judge(site.url("/x")).verdict is Verdict.OK


@pytest.mark.parametrize("home", ["/", "/home", "/index.html", "/en/", "/en-gb/home.aspx"])
@pytest.mark.parametrize("status", [301, 302])
def test_a_deep_link_that_ends_at_the_home_page(
    checker: Checker, site: Site, home: str, status: int
) -> None:
    site.routes |= {"/a/b": moved(home, status), home: page("Welcome")}
    assert checker.judge(site.url("/a/b")).verdict is Verdict.PROBABLY_GONE


@pytest.mark.parametrize(
    "end",
    [
        "/errors/404.aspx",
        "/gone",
        "/sorry",
        "/custom404.aspx",
        "/page-no-longer-available",
        "/x?404",
    ],
)
def test_a_link_that_ends_at_an_error_page(checker: Checker, site: Site, end: str) -> None:
    site.routes |= {"/a": moved(end, 302), end: page("Hm")}
    assert checker.judge(site.url("/a")).verdict is Verdict.PROBABLY_GONE


def test_a_home_page_may_move_to_a_home_page(checker: Checker, new_site: NewSite) -> None:
    old, new = new_site("127.0.0.2"), new_site("127.0.0.3")
    old.routes["/"] = moved(new.url("/"))
    new.routes["/"] = page("Welcome")
    assert checker.judge(old.url("/")).verdict is Verdict.MOVED


@pytest.mark.parametrize(
    "text",
    [
        "This domain is for sale! Buy it today.",
        "The domain name place-help.org.uk may be for sale.",
        "Buy this domain",
        "This domain has expired. If you own it, renew it.",
        "place-help.org is parked free, courtesy of a registrar",
        "place-help.org is for sale",
        "Buy place-help.org.uk",
    ],
)
def test_for_sale(checker: Checker, site: Site, text: str) -> None:
    site.routes["/"] = page(text, "place-help.org.uk")
    assert checker.judge(site.url("/")).verdict is Verdict.FOR_SALE


def test_sent_on_to_a_market_for_names(checker: Checker, new_site: NewSite) -> None:
    old, market = new_site("127.0.0.2"), new_site("127.0.0.3")
    checker.names.known["www.hugedomains.com"] = ["127.0.0.3"]
    old.routes["/"] = moved(market.url("/x?d=old", "www.hugedomains.com"), 302)
    market.routes["/x?d=old"] = page("Buy now")
    assert checker.judge(old.url("/")).verdict is Verdict.FOR_SALE


def test_news_about_a_sale_is_no_sale(checker: Checker, site: Site) -> None:
    site.routes["/"] = page("He said that this domain is for sale. " + "Other news. " * 400)
    assert checker.judge(site.url("/")).verdict is Verdict.OK


WALLS = {
    "cloudflare header": Answer("x", 403, {"cf-mitigated": "challenge"}),
    "cloudflare page": Answer("<title>Just a moment...</title>", 403),
    "cloudflare busy": Answer("<title>Just a moment...</title>", 503),
    "akamai": Answer("Access Denied", 403, {"Server": "AkamaiGHost"}),
    "akamai words": Answer("Access Denied. Reference #18.2d4f1602.1700000000.1a2b3c", 403),
    "aws": Answer("", 202, {"x-amzn-waf-action": "challenge"}),
    "aws captcha": Answer("", 405, {"x-amzn-waf-action": "captcha"}),
    "f5": Answer("The requested URL was rejected. Please consult with your administrator.", 403),
    "imperva with 200": Answer('<iframe src="/_Incapsula_Resource?x=1"></iframe>'),
    "too many requests": Answer("Slow down", 429),
    "cloudflare by number": Answer("error code: 1020", 403),
    "an address": Answer("Your IP address has been blocked", 403),
    "a firewall of a server": Answer("Not Acceptable! mod_security", 406),
    "a captcha": Answer("Please complete the CAPTCHA", 403),
    "a checkpoint": Answer("<title>Vercel Security Checkpoint</title>", 403),
    **{
        title: page("Please try again.", title)
        for title in (
            "Sorry, you have been blocked",
            "Your access has been limited",
            "Verifying your browser",
            "Bot Verification",
            "Verification required",
            "Robot or human?",
            "Web page blocked",
            "Web Application Firewall",
            "Unusual activity detected",
            "We need to check that you are not a robot",
            "Please enable cookies",
            "Access Denied | place.gov.uk",
        )
    },
}


@pytest.mark.parametrize("wall", WALLS)
def test_blocked_to_robots(checker: Checker, site: Site, wall: str) -> None:
    site.routes["/x"] = WALLS[wall]
    judged = checker.judge(site.url("/x"))
    assert judged.verdict is Verdict.BLOCKED, judged
    assert "browser" in fix_for(judged.verdict, judged.new_url)


@pytest.mark.parametrize(
    ("status", "headers"),
    [(403, {}), (403, {"Server": "cloudflare"}), (401, {"WWW-Authenticate": "Basic"}), (451, {})],
)
def test_a_refusal_without_a_sign_is_no_wall(
    checker: Checker, site: Site, status: int, headers: dict[str, str]
) -> None:
    site.routes["/x"] = Answer("Forbidden", status, headers)
    assert checker.judge(site.url("/x")).verdict is Verdict.FORBIDDEN


def test_an_ordinary_page_that_protects_its_form_is_no_wall() -> None:
    text = "<script src='https://www.google.com/recaptcha'></script>g-recaptcha" + "Words " * 2000
    assert wall_sign(200, {"server": "cloudflare"}, text) == ""


def test_connection_refused(checker: Checker, site: Site) -> None:
    site.close()
    assert checker.judge(site.url("/")).verdict is Verdict.CONNECTION_REFUSED


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [(raw(reset), Verdict.UNREACHABLE), (Answer("x", 500), Verdict.SERVER_ERROR)],
)
def test_what_is_worth_another_try(
    checker: Checker, site: Site, answer: Route, verdict: Verdict
) -> None:
    site.routes["/x"] = answer
    assert checker.judge(site.url("/x")).verdict is verdict
    assert len(site.paths()) == 3


def test_a_name_without_an_address(checker: Checker) -> None:
    checker.names.known["broken.test"] = []
    assert checker.judge("http://broken.test/").verdict is Verdict.UNREACHABLE


def test_a_name_that_does_not_exist(checker: Checker) -> None:
    judged = checker.judge("https://www.lapsed.test/help")
    assert judged.verdict is Verdict.LAPSED
    assert "today" in fix_for(judged.verdict, judged.new_url)


def test_redirect_loop(checker: Checker, site: Site) -> None:
    site.routes |= {"/a": moved("/b"), "/b": moved("/a")}
    assert checker.judge(site.url("/a")).verdict is Verdict.REDIRECT_LOOP
    assert len(site.paths()) == checker.manners.redirects + 1


@pytest.mark.parametrize(
    ("name", "words"),
    [("expired", "expired"), ("other", "mismatch"), ("selfsigned", "self-signed")],
)
def test_bad_certificate(
    checker: Checker, certificates: Certificates, new_site: NewSite, name: str, words: str
) -> None:
    site = new_site(tls=certificates.server(name))
    host = "somebody-else.test" if name == "other" else f"{name}.test"
    checker.names.known[host] = ["127.0.0.1"]
    judged = checker.judge(site.url("/", host))
    assert judged.verdict is Verdict.BAD_CERTIFICATE
    assert words in judged.summary.lower().replace("self signed", "self-signed")
    assert site.requests == [], "not one byte of a request may be sent"


@pytest.mark.parametrize(
    ("name", "is_trusted", "verdict"),
    [
        ("good", True, Verdict.OK),
        ("soon", True, Verdict.CERTIFICATE_ENDS),
        ("good", False, Verdict.BAD_CERTIFICATE),
    ],
)
def test_certificates_of_an_authority(
    checker: Checker,
    certificates: Certificates,
    new_site: NewSite,
    name: str,
    is_trusted: bool,
    verdict: Verdict,
) -> None:
    site = new_site(tls=certificates.server(name))
    checker.names.known[f"{name}.test"] = ["127.0.0.1"]
    site.routes["/"] = page("Hello")
    if not is_trusted:
        checker.tls = ssl.create_default_context()
    assert checker.judge(site.url("/", f"{name}.test")).verdict is verdict


def test_slow(checker: Checker, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("safetyhelp.linkcheck.verdicts.SLOW_SECONDS", 0.1)
    site.routes["/x"] = Answer("<p>Hello", delay=0.2)
    assert checker.judge(site.url("/x")).verdict is Verdict.SLOW
    monkeypatch.setattr("safetyhelp.linkcheck.verdicts.SLOW_SECONDS", 60.0)
    assert checker.judge(site.url("/x")).verdict is Verdict.OK


@pytest.mark.parametrize(
    ("fragment", "verdict"),
    [
        ("team", Verdict.OK),
        ("old-name", Verdict.OK),
        ("caf%C3%A9", Verdict.OK),
        ("top", Verdict.OK),
        ("/route/in/script", Verdict.OK),
        ("Team", Verdict.ANCHOR_MISSING),
        ("nowhere", Verdict.ANCHOR_MISSING),
    ],
)
def test_anchors(checker: Checker, site: Site, fragment: str, verdict: Verdict) -> None:
    site.routes["/x"] = page('<h2 id="team">T</h2><a name="old-name"></a><p id="café">C</p>')
    assert checker.judge(site.url(f"/x#{fragment}")).verdict is verdict


def test_robots_txt_is_respected(checker: Checker, site: Site) -> None:
    site.routes["/robots.txt"] = Answer("User-agent: *\nDisallow: /private\n", kind="text/plain")
    site.routes |= {"/open": page("Hello"), "/go": moved("/private/x")}
    assert checker.judge(site.url("/open")).verdict is Verdict.OK
    assert checker.judge(site.url("/private/x")).verdict is Verdict.NOT_CHECKED
    assert checker.judge(site.url("/go")).verdict is Verdict.NOT_CHECKED
    assert "/private/x" not in site.paths()


def test_a_robots_txt_that_fails_closes_the_site(checker: Checker, site: Site) -> None:
    site.routes |= {"/robots.txt": Answer("", 500), "/x": page("Hello")}
    assert checker.judge(site.url("/x")).verdict is Verdict.SERVER_ERROR
    assert site.paths() == []


def test_a_document_is_only_asked_whether_it_is_there(checker: Checker, site: Site) -> None:
    site.routes |= {"/a.pdf": Answer(b"%PDF", kind="application/pdf"), "/c.pdf": Answer("", 404)}
    site.routes["/b.pdf"] = lambda request: (
        Answer("", 405) if request.method == "HEAD" else Answer(b"%PDF", kind="application/pdf")
    )
    seen = checker.see(site.url("/a.pdf"), body_needed=False)
    assert (seen.status, site.paths("GET")) == (200, [])
    assert checker.see(site.url("/b.pdf"), body_needed=False).status == 200
    assert checker.see(site.url("/c.pdf"), body_needed=False).status == 404
    assert site.paths("GET") == ["/b.pdf", "/c.pdf", "/c.pdf"]
    site.routes["/d.pdf"] = page("Hello", "Page not found")
    assert judge(checker.see(site.url("/d.pdf"), body_needed=False)).verdict is (
        Verdict.PROBABLY_GONE
    )


def test_every_verdict_has_words_for_a_maintainer() -> None:
    for verdict in Verdict:
        assert len(fix_for(verdict, "https://new.test/")) > 10
