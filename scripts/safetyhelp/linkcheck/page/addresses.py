"""Addresses behind links: whom they phone or write to, also where that is hidden. Pure."""

import re
from collections.abc import Iterable
from urllib.parse import parse_qsl, unquote

from safetyhelp.linkcheck.page.text import ContactLink, Hyperlink, tidy

_CHAT = re.compile(
    r"(?:https?:)?//(?:www\.)?(?:wa\.me/|api\.whatsapp\.com/send/?\?phone=)\+?(\d{9,15})"
    r"|whatsapp://send/?\?phone=(?:\+|%2B)?(\d{9,15})",
    re.IGNORECASE,
)
_SCHEMES = frozenset({"mailto", "tel", "sms", "callto"})


def decode_cloudflare(code: str) -> str:
    """Return the e-mail address that Cloudflare hides from robots; empty when it is none."""
    try:
        raw = bytes.fromhex(code)
    except ValueError:
        return ""
    return bytes(byte ^ raw[0] for byte in raw[1:]).decode("utf-8", "replace") if raw else ""


def _addressed(scheme: str, rest: str) -> str:
    """Return whom a link writes to or phones: “mailto://a@b” and “mailto:?to=a@b” work, too."""
    rest = rest.removeprefix("//")
    address, _, query = rest.partition("?")
    if scheme == "mailto" and not address:
        address = dict(parse_qsl(query)).get("to", "")
    return tidy(unquote(address))


def contact_address(href: str) -> str:
    """Return the mailto: or tel: address of a link in plain form; empty when it is none."""
    scheme, _, rest = href.partition(":")
    if scheme.lower() in _SCHEMES:
        return f"{scheme.lower()}:{_addressed(scheme.lower(), rest)}"
    if "/cdn-cgi/l/email-protection#" in href:
        return f"mailto:{decode_cloudflare(href.rpartition('#')[2])}"
    return ""


def chat_number(href: str) -> str:
    """Return the number that a link opens a chat with; empty when it opens none."""
    chat = _CHAT.match(href)
    return f"+{chat[1] or chat[2]}" if chat else ""


def contacts_apart(
    links: Iterable[ContactLink],
) -> tuple[tuple[ContactLink, ...], tuple[Hyperlink, ...]]:
    """Return the links that phone or write to somebody, and those that lead to other pages."""
    contacts, others = [], []
    for link in links:
        if link.address.partition(":")[0].lower() in _SCHEMES:
            contacts.append(link)
        else:
            others.append(Hyperlink(link.address, link.words))
    return tuple(contacts), tuple(others)


def leads_on(href: str) -> bool:
    """Say whether a link leads to another page: not to a place in this one, nor to a program."""
    scheme, colon, _ = href.partition(":")
    named = bool(colon) and scheme.isalpha()
    return (
        bool(href)
        and not href.startswith("#")
        and (not named or scheme.lower() in ("http", "https"))
    )
