"""Who publishes the site, where it stands, and how a mistake on it reaches somebody.

None of it is in the data: it differs between copies of the site, and comes from the environment of
the build. Each part may be empty; the pages then say so, or leave it out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from safetyhelp.errors import UserError
from safetyhelp.records.formats import email_fault, url_fault

_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Publisher:
    """`site_url` and `repository` are the public addresses of the site and of its source.

    `contact` is the e-mail address for mistakes, `owner` the name of who runs the site and pays for
    it.
    """

    site_url: str = ""
    repository: str = ""
    contact: str = ""
    owner: str = ""

    def letter_about(self, page: str) -> str:
        """Return the link that starts an e-mail about a page, named by its address on the site.

        Lines end as RFC 6068, section 5, asks.
        """
        where = f"{self.site_url.rstrip('/')}/{page}" if self.site_url else page
        body = f"The page: {where}\r\n\r\nWhat is wrong:\r\n\r\nHow I know:\r\n"
        return f"mailto:{self.contact}?subject={quote(f'Mistake on {page}')}&body={quote(body)}"


def publisher_of(environment: Mapping[str, str], site_url: str) -> Publisher:
    """Read SITE_REPOSITORY, SITE_CONTACT and SITE_OWNER. Raises UserError, which names it."""
    repository, contact, owner = (
        environment.get(name, "").strip()
        for name in ("SITE_REPOSITORY", "SITE_CONTACT", "SITE_OWNER")
    )
    for name, address in (("--site-url", site_url), ("SITE_REPOSITORY", repository)):
        if address and (fault := url_fault(address)):
            raise UserError(f"{name} {address}: {fault}")
    if contact and (fault := email_fault(contact)):
        raise UserError(f"SITE_CONTACT {contact}: {fault}")
    if not owner.isprintable() or len(owner) > _LONGEST_NAME:
        raise UserError(
            f"SITE_OWNER: this is a name in one line of at most {_LONGEST_NAME} characters."
        )
    return Publisher(site_url, repository, contact, owner)
