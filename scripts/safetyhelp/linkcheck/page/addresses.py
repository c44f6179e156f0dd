"""Addresses behind links: whom they phone or write to, also where that is hidden. Pure."""

from urllib.parse import parse_qsl, unquote

from safetyhelp.linkcheck.page.text import tidy

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
