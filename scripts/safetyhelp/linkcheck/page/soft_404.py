"""Pages that answer well (status 200) and are not the page that is meant. Pure.

They say “not found” with a smile, are a server's page for a site that nobody has set up, or are for
sale or taken over. The words must be all that a title or heading says: “How to get hateful content
removed” is a guide, “This content has been removed” is not.
"""

import re
from urllib.parse import parse_qsl, urlsplit

from safetyhelp.linkcheck.page.text import Page

_LEAD = (
    r"^\W*(?:(?:sorry|oops|whoops|uh[ -]oh|oh no|oh dear|error|unfortunately|apologies|"
    r"we(?:['’]re| are) (?:very |so )?sorry|hmm+|http|status|code|40[04]|410|but|that)\b\W*)*"
)
_PAGE = (
    r"(?:(?:the|this|that|your|our|a|requested|web|old|such|content|landing) )*"
    r"(?:web ?pages?|pages?|documents?|files?|articles?|links?|url|addresse?s?|page or file)"
)
_ITEM = r"(?:(?:the|this|that|your|our|requested) )*(?:content|resource|item|post|section)"
_ABSENT = (
    r"(?:not (?:be )?found|no longer (?:available|exists?|here|active|valid|there|on (?:this|our))|"
    r"(?:cannot|can['’]?t|can not|could not|couldn['’]t) be (?:found|displayed|located|opened|"
    r"shown)|"
    r"does(?: not|n['’]t) (?:seem to |appear to )?exist|"
    r"(?:is not|isn['’]t|not) (?:available|here|there|found|valid|working)|"
    r"(?:is |currently )*(?:unavailable|missing|gone|broken|removed|deleted|expired|invalid)|"
    r"moved,? (?:or|and) (?:re)?(?:moved|deleted|named)|"
    r"(?:has|have|was|were|is|are|may have|might have) (?:now |since )?(?:been |be )?"
    r"(?:moved|removed|deleted|expired|archived|gone|withdrawn|unpublished|taken down|retired|"
    r"closed|deactivated|disabled|disappeared))"
)
_TAIL = (
    r"(?:,? (?:or|and) (?:\w+ ?){1,5}| (?:from|on|at|in) (?:our|this|the|that) (?:web ?)?"
    r"(?:sites?|servers?|addresse?s?|location|time)| (?:right )?now| yet| any ?more| here| "
    r"permanently| for now|,? sorry|\W*40[04]|\W*error)*\W*$"
)
_LOOKED_FOR = r"(?:the|this|that|your|what|whatever|anything|it)"
_NOT_FOUND = re.compile(
    rf"{_LEAD}{_PAGE}(?:,? (?!(?:how|if|what|who|when|report)\b)[\w’'/-]+){{0,8}}? "
    rf"{_ABSENT}{_TAIL}|"
    rf"{_LEAD}{_ITEM}(?: (?:that )?you(?:['’](?:re|ve))?(?: \w+){{1,4}}?)? "
    rf"{_ABSENT}{_TAIL}|"
    rf"{_LEAD}no (?:such )?(?:page|file|document|content)(?: was| is)? found{_TAIL}|"
    rf"{_LEAD}(?:we |i |you )?(?:cannot|can['’]?t|can not|could not|couldn['’]t|(?:are |were |"
    rf"was )?"
    r"unable to|did not|didn['’]t|failed to|have not been able to|weren['’]t able to) "
    rf"(?:seem to )?(?:find|locate|display|retrieve|get you) {_LOOKED_FOR}\b[^.!?]{{0,60}}[^\w?]*$|"
    r"^\W*(?:error\W*|http\W*|status\W*|code\W*)*(?:404|410)\W*$|"
    r"\b(?:error|http|status|code)\W{0,3}(?:404|410)\b|\b(?:404|410)\W{0,3}(?:error|not found|"
    r"page|gone)|"
    rf"{_LEAD}(?:there(?:['’]s| is) )?(?:not found|nothing (?:was )?found|no longer available|"
    rf"nothing here|gone|page gone|"
    r"missing page|broken link|dead link|(?:invalid|bad|unknown) (?:url|link|page|address|"
    r"request url)|"
    r"(?:object|resource|file(?: or directory)?|route|path) not found|"
    r"(?:you|we)(?:['’]re| are| seem to be| appear to be|['’]ve got| have got| got) lost)"
    rf"{_TAIL}|"
    r"^\W*(?:oops|whoops|uh[ -]oh)\b|"
    r"account (?:has been )?suspended|"
    r"nid yw(?:['’]r| y| eich) [td]udalen\b.{0,40}\b(?:ar gael|bodoli|yma)|"
    r"[td]udalen\b.{0,30}\b(?:heb ei (?:ch?anfod|darganfod)|ddim ar gael|ddim yn bodoli)|"
    r"(?:methu|ni (?:ellir|allwn)|heb|wedi methu)\b.{0,12}\b(?:dd?od|[cg]?anfod|darganfod)\b.{0,25}"
    r"[td]udalen",
    re.IGNORECASE,
)
_NO_SITE = re.compile(
    r"^\W*(?:welcome to (?:nginx|openresty|apache|caddy|iis|plesk|cpanel|your new (?:web ?)?site)|"
    r"congratulations\W+your (?:new )?(?:web ?)?site .*|just another wordpress site|hello,? world|"
    r"(?:apache2? )?(?:\w+ )*default "
    r"(?:web ?)?"
    r"(?:site )?page|apache2? .{0,30}(?:test|default) page.*|iis windows(?: server)?|it works!?|"
    r"test page for .{0,40}|index of /.*|domain default page|default (?:plesk|cpanel|parallels).*|"
    r"(?:this |the |your )?(?:web ?)?(?:site|domain|account|hosting)(?: name)? (?:has |is |was )?"
    r"(?:been )?(?:now |currently )?(?:expired|suspended|disabled|deactivated|not (?:found|"
    r"configured|"
    r"published|set up)|no longer (?:available|active)|closed|removed|cancelled)|future home of .*|"
    r"(?:web ?)?site (?:coming soon|under construction)|coming soon|under construction|"
    r"(?:this )?(?:shop|store) is (?:currently )?unavailable|there isn['’]t a .{0,20}site here.*)"
    r"(?: \w+){0,2}\W*$",
    re.IGNORECASE,
)
_TAKEN_OVER = re.compile(
    r"\b(?:online casinos?|casino (?:bonus\w*|online|games?|sites?|slots?)|free spins|no deposit "
    r"bonus|"
    r"slots? (?:online|gacor|machines?|games?)|judi(?: online)?|situs (?:judi|slot|poker|togel)|"
    r"togel|"
    r"gacor|sportsbooks?|betting (?:tips|sites?|odds)|poker online|bandarq?|baccarat|"
    r"viagra|cialis|essay writing service|payday loans?|forex signals|replica watches|escorts?|"
    r"porn\w*|xxx|sex cams?|nude)\b",
    re.IGNORECASE,
)
_SPEAKS_OF_HELP = re.compile(
    r"\b(?:consent\w*|traffick\w*|violen\w*|crim\w*|assault\w*|safeguard\w*|protect\w*|hate|stop|"
    r"help\w*|support\w*|addict\w*|harm\w*|advice|safer|treatment|victims?|reporting|abuse|"
    r"debt|"
    r"problem|recovery|complain\w*|revenge|illegal|exploit\w*|police)\b",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s[|–—:»·-]\s|[|»·]|(?<=[.!?])\s+")
_NOT_FOUND_PATH = re.compile(
    r"(?:^|/)(?:(?:error|errors?[-_/])?(?:404|410)(?:[-_]?(?:error|page|not-?found))?|"
    r"(?:page|file|content|resource|document|url|item)?[-_]?not[-_]?found(?:[-_]?(?:error|page))?|"
    r"(?:page|file|content|document|link)[-_]?(?:missing|unavailable|expired|removed|gone|error|"
    r"no[-_]?longer[-_]?(?:available|exists|here))|gone|sorry|custom[-_]?(?:404|error)|"
    r"missing[-_]?page|(?:error|custom-?error|http-?error|general-?error|oops)(?:[-_]?page)?)"
    r"(?:\.\w{2,5})?/?$",
    re.IGNORECASE,
)
_NOT_FOUND_QUERY = re.compile(r"(?:404|410|page)?[-_ ]?(?:not[-_ ]?found)?", re.IGNORECASE)
_ERROR_NAMES = frozenset(
    {"code", "status", "error", "err", "e", "errorcode", "statuscode", "error_code", "http_status"}
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
    r"^(?:buy |purchase )[\w-]+(?:\.[\w-]+)+\W*$|^[\w-]+(?:\.[\w-]+)+\W+(?:is )?(?:for sale|parked|"
    r"available for sale)\b|"
    r"\bbuy (?:this|the) (?:web ?)?(?:domain|address)\b|\bdomain (?:name )?for sale\b|"
    r"\bdomain (?:name )?(?:has )?expired\b|\bparked (?:free|domain|page)\b|"
    r"\bdomain parking\b|\bmake an offer on this domain\b|\binquire about this domain\b|"
    r"\brelated searches\b.{0,200}\bprivacy policy\b",
    re.IGNORECASE | re.DOTALL | re.MULTILINE,
)
_SALE_PAGE_IS_SHORT = 2_500
_LONGEST_TITLE = 160
_HEADINGS_LOOKED_AT = 6


def says_not_found(page: Page) -> str:
    """Return the title or heading that says that there is no such page or site; else empty."""
    for words in (page.title, *page.headings[:_HEADINGS_LOOKED_AT]):
        for part in (words, *_PARTS.split(words)):
            if not part or len(part) > _LONGEST_TITLE:
                continue
            if _NOT_FOUND.search(part) or _NO_SITE.search(part):
                return words
    return ""


def is_home(url: str) -> bool:
    """Say whether an address is that of a home page."""
    parts = urlsplit(url)
    return _HOME_PATH.fullmatch(parts.path) is not None and not parts.query


def is_error_page(url: str) -> bool:
    """Say whether an address is that of a page for what was not found."""
    parts = urlsplit(url)
    if _NOT_FOUND_PATH.search(parts.path) or parts.query in ("404", "410"):
        return True
    return any(
        name.lower() in _ERROR_NAMES and value and _NOT_FOUND_QUERY.fullmatch(value)
        for name, value in parse_qsl(parts.query)
    )


def ends_elsewhere(wanted: str, end: str) -> str:
    """Say in a few words that a deep link ended at a home page or an error page; else empty."""
    if wanted == end:
        return ""
    if is_error_page(end) and not is_error_page(wanted):
        return "the link ends at a page for what was not found"
    if is_home(end) and not is_home(wanted):
        return "the link ends at a home page, not at a page of its own"
    return ""


def _taken_over(page: Page) -> str:
    """Return the title or heading of a page that sells what no service of ours does; else empty."""
    for words in (page.title, *page.headings[:_HEADINGS_LOOKED_AT]):
        if _TAKEN_OVER.search(words) and not _SPEAKS_OF_HELP.search(words):
            return words
    return ""


def for_sale(page: Page | None, end: str) -> str:
    """Say in a few words that a domain is for sale or taken over; empty when nothing shows it."""
    host = urlsplit(end).hostname or ""
    if any(host == name or host.endswith(f".{name}") for name in _SALE_HOSTS):
        return f"the link ends at {host}, where domains are sold"
    if page is None:
        return ""
    taken = _taken_over(page)
    if taken:
        return f"the page says “{taken[:80]}”, as if others had taken it over"
    if len(page.text) > _SALE_PAGE_IS_SHORT:
        return ""
    found = _SALE_WORDS.search(f"{page.title}\n{page.text}")
    return f"the page says “{' '.join(found[0].split())[:80]}”" if found else ""
