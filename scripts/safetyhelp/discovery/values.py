"""What a page says that a record could hold: numbers, addresses, rules, names, the date. Pure.

Each value comes with its label, the headings above it and its sentence, for a person to judge. A
value is proposed only if nothing speaks against it; what does is kept beside it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

from safetyhelp.checks.people import is_personal
from safetyhelp.dataset.wanted import (
    CASE_REVIEW,
    EMAIL,
    PARTNERSHIP,
    PHONE,
    RESTORATIVE_JUSTICE,
    THRESHOLD,
    VICTIM_SERVICE,
)
from safetyhelp.discovery.addresses import is_on, letters_of
from safetyhelp.discovery.bodies import Body
from safetyhelp.discovery.scoring import Seen, heading_of, other_council, title_of
from safetyhelp.discovery.words import best_name
from safetyhelp.evidence.lookups import FoundValue
from safetyhelp.linkcheck.facts import emails, phones
from safetyhelp.linkcheck.facts.doubt import doubt_about
from safetyhelp.linkcheck.facts.mention import Mention, label_beside
from safetyhelp.linkcheck.facts.thresholds import rules_on
from safetyhelp.linkcheck.page.text import Page
from safetyhelp.linkcheck.web.visit import joined
from safetyhelp.records.contacts import key_of
from safetyhelp.records.formats import email_fault, phone_fault
from safetyhelp.records.model import Alternative
from safetyhelp.records.proposals import proposal
from safetyhelp.text.slugs import slug
from safetyhelp.text.words import MONTHS

EVERY_PAGE = "It stands on every page of the site."
_LONGEST = 200
_MOST_VALUES = 12
_CLAUSE = re.compile(r"[.;!?]\s|,\s|\s(?:or|and|neu)\s|\t")
# Whose number or address it is, where that is not the body whose site it stands on.
_STRANGERS = re.compile(
    r"\b(?:crimestoppers|citizens advice|victim support|samaritans|ombudsman|stop hate|"
    r"true vision|nhs|shelter|childline|age uk|mind|rspca|tell mama|galop|cst|"
    r"housing association|homes|fire and rescue|refuge|women's aid|mencap|acas|hmrc|"
    r"environment agency|bus(?:es)?|press|media|clerk|warden|library|councillor)\b",
    re.IGNORECASE,
)
_POLICE = re.compile(r"\b(?:police|constabulary|heddlu|pcso)\b", re.IGNORECASE)
# What else a council has a number for: it stands beside the page, or in a list of services.
_OTHER_SERVICES = re.compile(
    r"\b(?:bins?|waste|recycling|council tax|planning|parking|benefits?|noise|dogs?|pests?|"
    r"environmental health|trading standards|social care|safeguarding|child(?:ren)?|schools?|"
    r"highways|roads|regist(?:rar|ration)|elections?|licensing|housing|tenan\w+|landlord|mediation|"
    r"out of hours|emergency|textphone|minicom|text|sms|whatsapp|media|leisure|jobs?)\b",
    re.IGNORECASE,
)
_FAX = re.compile(r"\bfax\b|\bffacs\b", re.IGNORECASE)
_MOBILE_OR_DEAR = re.compile(r"0(?:7|9|84|87|70)")
_OWN_WORDS = re.compile(
    r"\b(?:team|tîm|council|community safety|safer|partnership|anti[- ]?social|asb|case review|"
    r"trigger|"
    r"hate|helpline|hotline|complain\w*|restorative|victims?|phone|telephone|tel|call|ring|dial|"
    r"ffoniwch|contact|apply|report|e-?mail|write|office|pcsp|unit|line)\b",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"\b(?:last (?:updated|reviewed|modified|amended|changed)|updated|reviewed|"
    r"diweddarwyd(?: ddiwethaf)?)(?: on| ar)?\s*:?\s*"
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+)?"
    rf"(\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{'|'.join(m[:3] for m in MONTHS)})[a-z]*,?\s+20\d\d"
    r"|\d{1,2}[/.]\d{1,2}[/.]20\d\d)",
    re.IGNORECASE,
)
_PROPER_PARTNERSHIP = re.compile(
    r"\b(?:the )?((?:[A-Z][\w'’&-]*|and|of|for|upon|&)"
    r"(?: (?:[A-Z][\w'’&-]*|and|of|for|upon|&))* (?:Partnership|PCSP|Board))\b"
)
_FORM = re.compile(r"\b(?:form|online|ffurflen)\b", re.IGNORECASE)

Furniture = frozenset[str]
"""What stands on the home page, and so on every page: it is the switchboard's, not a team's."""


def furniture_of(page: Page | None) -> Furniture:
    """Return the numbers and addresses of a home page."""
    if page is None:
        return frozenset()
    return frozenset(each.value for each in (*phones.mentions(page), *emails.mentions(page)))


def _clause(before: str) -> str:
    """Return the words just before a value: of its own clause, if that has any."""
    parts = [part for part in _CLAUSE.split(before) if part and part.strip()]
    long = [part for part in parts if len(part.split()) > 1 or part.strip().endswith(":")]
    return (long or parts or [""])[-1].strip()


def _of_others(body: Body, texts: Iterable[str]) -> Iterator[str]:
    """Yield whose a value seems to be by its label and headings, if not the body's own."""
    for text in texts:
        stranger = _STRANGERS.search(text)
        if stranger and stranger[0].lower() not in " ".join(body.names).lower():
            yield f"It seems to be that of somebody else: “{stranger[0]}”."
        if (
            not _is_police(body)
            and (officer := _POLICE.search(text))
            and not _OWN_WORDS.search(text[officer.end() :])
        ):
            yield f"It seems to be that of the police: “{officer[0]}”."
        other = other_council(text, body.names)
        if other:
            yield f"It seems to be that of another council: “{other}”."


def _is_for_something_else(topic: str, label: str) -> bool:
    if best_name(topic, label)[0] or _names_team(label):
        return False
    return _OTHER_SERVICES.search(label) is not None


def _is_police(body: Body) -> bool:
    return body.key.startswith("police_areas/")


def _values(
    topic: str, what: str, found: Iterable[Mention], seen: Seen, body: Body, furniture: Furniture
) -> Iterator[FoundValue]:
    for mention in found:
        shown = phones.in_words(mention.value) if what == PHONE else mention.value
        label = label_beside(seen.page, mention.line, _clause(mention.before))
        headings = seen.page.setting(mention.line).headings
        sentence = seen.page.line(mention.line)[:_LONGEST]
        value = FoundValue(what, shown, label, headings, sentence)
        why_not = _against(topic, value, mention, seen, body)
        against = EVERY_PAGE if mention.value in furniture else next(why_not, "")
        yield replace(value, against=against)


def _against(
    topic: str, value: FoundValue, mention: Mention, seen: Seen, body: Body
) -> Iterator[str]:
    """Yield what speaks against a value, the surest first."""
    label, is_phone = value.label, value.what == PHONE
    if key_of(value.what, value.value) in body.foreign:
        yield "The directory knows it as another body's, or as withdrawn."
    if is_phone and (phone_fault(value.value) or _MOBILE_OR_DEAR.match(mention.value)):
        yield "It is a mobile number, a dear one, or none that reaches anybody."
    if not is_phone:
        yield from _against_address(value.value, body)
    labels = (label, title_of(seen))
    doubt = doubt_about(
        seen.page, mention.line, mention.cell, mention.before, mention.after, labels
    )
    if doubt:
        yield f"The page also says: “{doubt.words}”."
    if is_phone and _FAX.search(label):
        yield "It is a fax number."
    if _is_for_something_else(topic, label):
        yield "It seems to be for something else."
    around = " ".join([label, *mention.after.split()[:4]])
    yield from _of_others(body, (around, *value.headings))
    if is_phone and not _OWN_WORDS.search(label):
        yield "Nothing beside it says what it is for."


def _against_address(email: str, body: Body) -> Iterator[str]:
    if email_fault(email) or is_personal(email, frozenset(slug(body.name).split("-"))):
        yield "It looks like the address of one person."
    if not _is_own_domain(email.partition("@")[2], body):
        yield "It is not on the body's own site."


def _is_own_domain(domain: str, body: Body) -> bool:
    if is_on(domain, [own.partition(":")[0] for own in body.ground.own]):
        return True
    name = letters_of(body.name)
    return (
        len(name) > 3
        and letters_of(domain).startswith(name)
        and bool(re.search(r"\.(?:gov\.(?:uk|wales|scot)|llyw\.cymru)$", f".{domain}"))
    )


def _one_of_a_kind(topic: str, values: list[FoundValue]) -> list[FoundValue]:
    """Propose one value of a kind: where several would do, the one whose label names the topic."""
    kept: dict[str, FoundValue] = {}
    for value in values:
        known = kept.get(value.value)
        if known is None or (known.against and not value.against):
            kept[value.value] = value
    for value in values:  # one mention that speaks against a value is enough
        if value.against and not value.against.startswith("Nothing beside"):
            kept[value.value] = value
    found = list(kept.values())
    good = [value for value in found if not value.against]
    if len(good) > 1:
        named = [v for v in good if best_name(topic, v.label)[0] or _names_team(v.label)]
        chosen = named if len(named) == 1 else []
        why = "The page has several, and does not say which one is for this."
        found = [v if v.against or v in chosen else replace(v, against=why) for v in found]
    return found


def _names_team(label: str) -> bool:
    return bool(re.search(r"community safety|safer|asb|anti[- ]?social", label, re.IGNORECASE))


def rule_in_words(way: Alternative) -> str:
    """Return one way to meet a threshold as a short key: 3 reports 6."""
    who = f"{way.people} people" if way.people else f"{way.reports} reports"
    return f"{who} {way.within_months}{' hate-crime' if way.about == 'hate-crime' else ''}"


def rule_of(text: str) -> Alternative:
    """Return the way that `rule_in_words` has put into words."""
    count, what, months, *about = text.split()
    return Alternative(
        reports=int(count) if what == "reports" else None,
        people=int(count) if what == "people" else None,
        within_months=int(months),
        about="hate-crime" if about else "any",
    )


def _rules(topic: str, seen: Seen) -> Iterator[FoundValue]:
    if topic == CASE_REVIEW:
        for way, sentence in rules_on(seen.page):
            other = other_council(sentence, seen.own_names)
            against = f"It seems to be that of another council: “{other}”." if other else ""
            yield FoundValue(THRESHOLD, rule_in_words(way), sentence=sentence[:_LONGEST],
                             against=against)  # fmt: skip


def values_on(topic: str, seen: Seen, body: Body, furniture: Furniture) -> tuple[FoundValue, ...]:
    """Return the values of a page for a topic, those that are proposed first."""
    page = seen.page
    numbers = (each for each in phones.mentions(page) if phones.is_number(each.value))
    addresses = emails.mentions(page)
    found = [
        *_one_of_a_kind(topic, list(_values(topic, PHONE, numbers, seen, body, furniture))),
        *_one_of_a_kind(topic, list(_values(topic, EMAIL, addresses, seen, body, furniture))),
        *_rules(topic, seen),
    ]
    return tuple(sorted(found, key=lambda value: bool(value.against))[:_MOST_VALUES])


def date_shown(page: Page, today: date) -> str:
    """Return the date of its last change that a page shows; “unknown” when it shows none."""
    for line in reversed(page.lines):
        match = _DATED.search(line)
        day = proposal("date", match[1]) if match else None
        if day and day <= today.isoformat():
            return day
    return "unknown"


def name_on(topic: str, seen: Seen) -> str:
    """Return the name that a page gives to a partnership or service; empty when it gives none."""
    lines = (line[:_LONGEST] for line in seen.page.lines[:60])
    for text in (heading_of(seen), title_of(seen), *lines):
        if topic == PARTNERSHIP:
            for match in _PROPER_PARTNERSHIP.finditer(text):
                name = re.sub(r"^(?:the|The|Of|And|and|of|for) ", "", match[1].strip())
                if best_name(topic, name)[0] and len(name.split()) > 1:
                    return name if _is_particular(name) else ""
        elif topic in (RESTORATIVE_JUSTICE, VICTIM_SERVICE) and text == heading_of(seen):
            named = best_name(topic, text)[0] >= 90 and 1 < len(text.split()) < 8
            return text if named else ""
    return ""


def _is_particular(name: str) -> bool:
    """Say whether a name is that of one partnership, not what all are called."""
    common = r"(?:policing and )?(?:community safety partnership|pcsp)"
    return not re.fullmatch(common, name.lower())


def ways_to_apply(seen: Seen) -> tuple[str, ...]:
    """Return by which ways the page lets people apply: form, for now; the others are values."""
    for link in seen.page.hyperlinks:
        path = urlsplit(joined("", link.address)).path  # nothing of what is no address
        if _FORM.search(link.words) or "form" in path:
            return ("form",)
    return ()
