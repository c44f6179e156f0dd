"""Pages that say “not found” with a smile (status 200), and domains that are for sale. Pure."""

import re
from urllib.parse import urlsplit

from safetyhelp.linkcheck.page.text import Page

_THING = r"(?:web ?pages?|pages?|content|documents?|files?|articles?|links?|url|resource|item)"
_NOT_FOUND = re.compile(
    r"^\W*(?:error\W*|http\W*|status\W*|code\W*)*404\W*$|\b(?:error|http|status)\W{0,3}404\b|"
    r"\b404\W{0,3}(?:error|not found|page)|"
    rf"\b{_THING}\b(?:\s\S+){{0,7}}?\s(?:not (?:be )?found|no longer (?:available|exists?|here|on "
    r"(?:this|our) (?:web)?site)|cannot be found|can['’]?t be found|could(?:n['’]t| not) be found|"
    r"does(?:n['’]t| not) exist|has (?:been )?(?:removed|deleted|expired)|(?:is )?not available)|"
    rf"\b{_THING} (?:not found|unavailable|missing|removed)\b|\bmissing page\b|"
    r"^\W*(?:sorry\W+)?(?:not found|nothing (?:was )?found|no longer available)\W*$|"
    r"^\W*(?:oops|whoops|uh[ -]oh)\b|"
    rf"(?:can(?:not|['’]t| not)|could(?:n['’]t| not)|unable to) find (?:the|that|this|your) "
    rf"{_THING}|account (?:has been )?suspended|"
    r"[td]udalen\b.{0,30}\b(?:heb ei (?:ch?anfod|darganfod)|ddim ar gael|ddim yn bodoli)|"
    r"(?:methu|ni (?:ellir|allwn)|heb|wedi methu)\b.{0,12}\b(?:dd?od|[cg]?anfod|darganfod)\b.{0,25}"
    r"[td]udalen",
    re.IGNORECASE,
)
_SEGMENT = re.compile(r"\s[|–—:»·-]\s|[|»·]")
_NOT_FOUND_PATH = re.compile(
    r"(?:^|/)(?:(?:error|errors?[-_/])?404|(?:page-?)?not-?found|page-?not-?found|"
    r"file-?not-?found|missing-page)(?:\.\w{2,5})?/?$",
    re.IGNORECASE,
)
_HOME_PATH = re.compile(
    r"/?(?:(?:en|cy|gd|ga)(?:[-_](?:gb|uk|us))?/?)?"
    r"(?:(?:home|index|default|welcome|homepage|home-page|start|hafan)(?:\.\w{2,5})?/?)?",
    re.IGNORECASE,
)
_SALE_HOSTS = (
    "sedo.com", "sedoparking.com", "afternic.com", "dan.com", "hugedomains.com", "bodis.com",
    "parkingcrew.net", "above.com", "undeveloped.com", "buydomains.com", "domainmarket.com",
    "parklogic.com", "fasthosts-parking.com", "namebright.com", "dynadot.com", "atom.com",
    "squadhelp.com", "domaineasy.com", "brandbucket.com",
)  # fmt: skip
_SALE_WORDS = re.compile(
    r"\b(?:this |the )?(?:premium )?(?:domain|web ?address)(?: name)?\b(?:[^.!?\n]|\.\b){0,60}?\b"
    r"(?:is|may be|are|has been|could be)\b[^.!?\n]{0,25}?\b(?:for sale|parked|available "
    r"(?:for|to) (?:purchase|buy|sale|registration)|expired|listed for sale|"
    r"registered (?:at|with|by|for a))|"
    r"\bbuy (?:this|the) (?:web ?)?(?:domain|address)\b|\bdomain (?:name )?for sale\b|"
    r"\bdomain (?:name )?(?:has )?expired\b|\bparked (?:free|domain|page)\b|"
    r"\bdomain parking\b|\bmake an offer on this domain\b|\binquire about this domain\b|"
    r"\brelated searches\b.{0,200}\bprivacy policy\b",
    re.IGNORECASE | re.DOTALL,
)
_SALE_PAGE_IS_SHORT = 2_500
_LONGEST_TITLE = 160


def says_not_found(page: Page) -> str:
    """Return the title or heading that says that there is no such page; empty when none does."""
    for words in (page.title, *page.headings[:3]):
        for part in (words, *_SEGMENT.split(words)):
            if part and len(part) <= _LONGEST_TITLE and _NOT_FOUND.search(part):
                return words
    return ""


def _is_home(url: str) -> bool:
    parts = urlsplit(url)
    return _HOME_PATH.fullmatch(parts.path) is not None and not parts.query


def ends_elsewhere(wanted: str, end: str) -> str:
    """Say in a few words that a deep link ended at a home page or an error page; else empty."""
    if wanted == end:
        return ""
    if _NOT_FOUND_PATH.search(urlsplit(end).path) and not _NOT_FOUND_PATH.search(
        urlsplit(wanted).path
    ):
        return "the link ends at a page for what was not found"
    if _is_home(end) and not _is_home(wanted):
        return "the link ends at a home page, not at a page of its own"
    return ""


def for_sale(page: Page | None, end: str) -> str:
    """Say in a few words that a domain is parked or for sale; empty when nothing shows it."""
    host = urlsplit(end).hostname or ""
    if any(host == name or host.endswith(f".{name}") for name in _SALE_HOSTS):
        return f"the link ends at {host}, where domains are sold"
    if page is None or len(page.text) > _SALE_PAGE_IS_SHORT:
        return ""
    found = _SALE_WORDS.search(f"{page.title}\n{page.text}")
    return f"the page says “{' '.join(found[0].split())[:80]}”" if found else ""
