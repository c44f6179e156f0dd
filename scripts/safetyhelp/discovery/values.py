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
from safetyhelp.linkcheck.facts.context import label_beside
from safetyhelp.linkcheck.facts.doubt import doubt_about
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
    numbers = (mention.value for mention in phones.mentions(page))
    return frozenset([*numbers, *(address for address, _, _ in emails.addresses(page))])


def _clause(before: str) -> str:
    """Return the words just before a value: of its own clause, if that has any."""
    parts = [part for part in _CLAUSE.split(before) if part and part.strip()]
    long = [part for part in parts if len(part.split()) > 1 or part.strip().endswith(":")]
    return (long or parts or [""])[-1].strip()


def _ownership(body: Body, label: str, headings: Iterable[str]) -> str:
    """Say whose a value seems to be, if not the body's own; empty when nothing says so."""
    for text in (label, *headings):
        stranger = _STRANGERS.search(text)
        if stranger and stranger[0].lower() not in " ".join(body.names).lower():
            return f"It seems to be that of somebody else: “{stranger[0]}”."
        if (
            not _is_police(body)
            and (officer := _POLICE.search(text))
            and not _OWN_WORDS.search(text[officer.end() :])
        ):
            return f"It seems to be that of the police: “{officer[0]}”."
        other = other_council(text, body.names)
        if other:
            return f"It seems to be that of another council: “{other}”."
    return ""


def _is_for_something_else(topic: str, label: str) -> bool:
    if best_name(topic, label)[0] or _names_team(label):
        return False
    return _OTHER_SERVICES.search(label) is not None


def _is_police(body: Body) -> bool:
    return body.key.startswith("police_areas/")


def _phone_values(topic: str, seen: Seen, body: Body, furniture: Furniture) -> Iterator[FoundValue]:
    page = seen.page
    for mention in phones.mentions(page):
        if not phones.is_number(mention.value):
            continue
        shown = phones.in_words(mention.value)
        label = label_beside(page, mention.line, _clause(mention.before))
        headings = page.setting(mention.line).headings
        labels = (label, title_of(seen))
        doubt = doubt_about(page, mention.line, mention.cell, mention.before, mention.after, labels)
        around = f"{label} {' '.join(mention.after.split()[:4])}"
        against = ""
        if mention.value in furniture:
            against = EVERY_PAGE
        elif key_of("phone", shown) in body.foreign:
            against = "The directory knows it as another body's, or as withdrawn."
        elif phone_fault(shown) or _MOBILE_OR_DEAR.match(mention.value):
            against = "It is a mobile number, a dear one, or none that reaches anybody."
        elif doubt:
            against = f"The page also says: “{doubt.words}”."
        elif _FAX.search(label):
            against = "It is a fax number."
        elif _is_for_something_else(topic, label):
            against = "It seems to be for something else."
        else:
            against = _ownership(body, around, headings)
            if not against and not _OWN_WORDS.search(label):
                against = "Nothing beside it says what it is for."
        yield FoundValue(PHONE, shown, label, headings, page.line(mention.line)[:_LONGEST], against)


def _is_own_domain(domain: str, body: Body) -> bool:
    if is_on(domain, [own.partition(":")[0] for own in body.ground.own]):
        return True
    name = letters_of(body.name)
    return (
        len(name) > 3
        and letters_of(domain).startswith(name)
        and bool(re.search(r"\.(?:gov\.(?:uk|wales|scot)|llyw\.cymru)$", f".{domain}"))
    )


def _email_values(topic: str, seen: Seen, body: Body, furniture: Furniture) -> Iterator[FoundValue]:
    page = seen.page
    for address, line, before in emails.addresses(page):
        label = label_beside(page, line, _clause(before))
        headings = page.setting(line).headings
        against = ""
        if address in furniture:
            against = EVERY_PAGE
        elif key_of("email", address) in body.foreign:
            against = "The directory knows it as another body's, or as withdrawn."
        elif email_fault(address) or is_personal(address, frozenset(slug(body.name).split("-"))):
            against = "It looks like the address of one person."
        elif not _is_own_domain(address.partition("@")[2], body):
            against = "It is not on the body's own site."
        elif _is_for_something_else(topic, label):
            against = "It seems to be for something else."
        else:
            doubt = doubt_about(page, line, 0, before, "", (label, title_of(seen)))
            against = f"The page also says: “{doubt.words}”." if doubt else ""
            against = against or _ownership(body, label, headings)
        yield FoundValue(EMAIL, address, label, headings, page.line(line)[:_LONGEST], against)


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
    found = [
        *_one_of_a_kind(topic, list(_phone_values(topic, seen, body, furniture))),
        *_one_of_a_kind(topic, list(_email_values(topic, seen, body, furniture))),
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
    plain = re.sub(r"^(?:policing and )?(?:community safety partnership|pcsp)$", "", name.lower())
    return bool(plain)


def ways_to_apply(seen: Seen) -> tuple[str, ...]:
    """Return by which ways the page lets people apply: form, for now; the others are values."""
    for link in seen.page.hyperlinks:
        path = urlsplit(joined("", link.address)).path  # nothing of what is no address
        if _FORM.search(link.words) or "form" in path:
            return ("form",)
    return ()
