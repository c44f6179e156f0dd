"""Which moves a program may write into a record, and at which a person must look first."""

from datetime import UTC, date, datetime

import pytest

from safetyhelp.evidence.state import FactState
from safetyhelp.evidence.vocabulary import Result
from safetyhelp.linkcheck.edits.moves import why_look_first
from tests.links.records import Contact, DataFolder, partnership
from tests.links.servers import Answer, Site, moved, page
from tests.links.test_command import run

OLD = "https://www.place.gov.uk/safety"
HERE = FactState(date(2026, 11, 1), datetime(2026, 11, 1, tzinfo=UTC), Result.CONFIRMED)


def with_result(result: Result) -> FactState:
    return FactState(HERE.first_seen, HERE.checked, result)


@pytest.mark.parametrize(
    ("new", "values", "words"),
    [
        ("https://www.place.gov.uk/community-safety", [], ""),
        ("https://place.gov.uk/safety", [HERE], ""),
        ("https://new.place.gov.uk/safety?page=2", [], ""),
        ("https://www.newplace.gov.uk/safety", [HERE, HERE], ""),
        ("https://www.newplace.gov.uk/safety", [], "another site"),
        ("https://casino.example.com/win", [], "another site"),
        ("https://casino.example.com/win", [with_result(Result.MISSING)], "not everything"),
        ("https://www.newplace.uk/x", [HERE, with_result(Result.DOUBTFUL)], "not everything"),
        (
            "https://www.newplace.uk/x",
            [HERE, with_result(Result.CANNOT_TELL)],
            "not everything",
        ),
        ("https://www.place.gov.uk/x", [with_result(Result.MISSING)], "not everything"),
        ("https://www.place.gov.uk/login?ReturnUrl=%2Fsafety", [], "signing in"),
        ("https://www.place.gov.uk/account/signin", [], "signing in"),
        ("https://www.place.gov.uk/sso/start", [HERE], "signing in"),
        ("https://www.place.gov.uk/cookie-consent", [], "signing in"),
        ("https://www.place.gov.uk/go?redirect=/safety", [], "signing in"),
        ("https://www.place.gov.uk/users/sign_in", [], "signing in"),
        ("https://www.place.gov.uk/wp-login.php", [], "signing in"),
        ("https://www.place.gov.uk/waiting-room", [], "signing in"),
        ("https://login.place.gov.uk/x", [HERE], "signing in"),
        ("http://www.place.gov.uk/safety", [HERE], "from a safe connection to an open one"),
        ("https://www.place.gov.uk/x?t=1732780800", [], "mark of our visit"),
        ("https://www.place.gov.uk/x?id=173278080", [], ""),
        ("https://www.place.gov.uk/error?code=404", [], "not found"),
        ("https://www.place.gov.uk/not-found", [], "not found"),
        ("https://www.place.gov.uk/home", [], "home page"),
        ("https://www.place.gov.uk/p/y;jsessionid=1A2B3C4D", [], "mark of our visit"),
        ("https://www.place.gov.uk/p/y?PHPSESSID=1a2b", [], "mark of our visit"),
        ("https://www.place.gov.uk/p/y?sid=12", [], "mark of our visit"),
        ("https://www.place.gov.uk/p/y?x=0123456789abcdef0123", [], "mark of our visit"),
        ("https://www.place.gov.uk/(S(lit3py55t21z5v55vlm25s55))/p", [], "mark of our visit"),
        ("https://www.other.police.uk/safety", [], "another site"),
        ("https://www.place.gov.uk/authorities/cookie-exchange-club", [], ""),
        ("https://www.place.gov.uk/accountability", [], ""),
    ],
)
def test_a_move(new: str, values: list[FactState], words: str) -> None:
    why = why_look_first(OLD, new, values)
    assert (words in why) if words else why == ""


def test_a_link_to_a_door_may_move_to_a_door() -> None:
    assert why_look_first("https://a.gov.uk/login", "https://a.gov.uk/sign-in", []) == ""


@pytest.mark.parametrize(
    "target", ["/login?ReturnUrl=%2Fold", "/p/y;jsessionid=1A2B3C4D", "other:/win"]
)
def test_fix_leaves_alone_what_no_one_should_write(
    data: DataFolder, site: Site, new_site: object, target: str
) -> None:
    other = new_site("127.0.0.2")  # type: ignore[operator]
    other.otherwise = page("Win", "Best prizes")
    end = other.url("/win") if target.startswith("other:") else target
    contact = Contact(site.url("/old"), phone="0161 200 1950")
    file = data.write("p-one", partnership("P One", site.url("/old"), [contact]))
    site.routes |= {"/old": moved(end), target: Answer("<title>Sign in</title><h1>Sign in</h1>")}
    before = file.read_text()
    done = run(data, "--fix", "--format", "markdown")
    assert file.read_text() == before
    assert "Look first" in done.stdout
