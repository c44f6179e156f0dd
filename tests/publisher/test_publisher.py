"""Who publishes the site: what the environment may say, and the e-mail about a mistake."""

from urllib.parse import parse_qs, urlsplit

import pytest

from safetyhelp.errors import UserError
from safetyhelp.publisher import Publisher, publisher_of

WHOLE = {
    "SITE_REPOSITORY": "https://github.com/someone/safety",
    "SITE_CONTACT": " mistakes@safety.org.uk ",
    "SITE_OWNER": "Someone Safe",
}


def test_everything_is_read_and_nothing_is_needed() -> None:
    assert publisher_of(WHOLE, "https://safety.org.uk/") == Publisher(
        "https://safety.org.uk/",
        "https://github.com/someone/safety",
        "mistakes@safety.org.uk",
        "Someone Safe",
    )
    assert publisher_of({}, "") == Publisher()


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("SITE_CONTACT", "mistakes", "SITE_CONTACT mistakes: This is not an e-mail address"),
        ("SITE_CONTACT", "a@b.org.uk?bcc=c@d.org.uk", "This is not an e-mail address"),
        ("SITE_REPOSITORY", "github.com/x", "SITE_REPOSITORY github.com/x: "),
        ("SITE_OWNER", "Some\none", "SITE_OWNER: this is a name in one line of at most 100"),
        ("SITE_OWNER", "x" * 101, "SITE_OWNER: this is a name in one line of at most 100"),
    ],
)
def test_what_cannot_be_right_is_named(name: str, value: str, words: str) -> None:
    with pytest.raises(UserError) as error:
        publisher_of({**WHOLE, name: value}, "")
    assert words in str(error.value)


def test_the_longest_name_and_the_address_of_the_site() -> None:
    assert publisher_of({"SITE_OWNER": "x" * 100}, "").owner == "x" * 100
    with pytest.raises(UserError, match="--site-url ftp://x"):
        publisher_of({}, "ftp://x")


@pytest.mark.parametrize(
    ("site_url", "where"),
    [
        ("", "areas/bolton/"),
        ("https://safety.org.uk/help/", "https://safety.org.uk/help/areas/bolton/"),
        ("https://safety.org.uk/help", "https://safety.org.uk/help/areas/bolton/"),
    ],
)
def test_the_letter_names_its_page(site_url: str, where: str) -> None:
    link = urlsplit(
        Publisher(site_url, contact="mistakes@safety.org.uk").letter_about("areas/bolton/")
    )
    assert (link.scheme, link.path) == ("mailto", "mistakes@safety.org.uk")
    assert parse_qs(link.query) == {
        "subject": ["Mistake on areas/bolton/"],
        "body": [f"The page: {where}\r\n\r\nWhat is wrong:\r\n\r\nHow I know:\r\n"],
    }
    assert " " not in link.query
    assert "\n" not in link.query
