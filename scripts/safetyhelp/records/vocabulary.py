"""The coded values of records in words that a visitor understands."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from safetyhelp.areas.model import NATIONS, Covers
from safetyhelp.areas.on_a_day import COUNCILS, COUNTIES, NATION_LEVEL, AreasOnDay
from safetyhelp.records import kinds
from safetyhelp.text.words import in_words

KIND_WORDS: Mapping[str, str] = MappingProxyType(
    {
        kinds.REPORTING: "way to report",
        kinds.POLICE: "police force",
        kinds.VICTIM_SERVICES: "support for victims",
        kinds.RJ_PROVIDERS: "restorative justice",
        kinds.ASB_CASE_REVIEWS: "ASB case review",
        kinds.COMPLAINTS: "complaints",
        kinds.PARTNERSHIPS: "community safety partnership",
    }
)
"""What one record of a kind is, beside its name; the search box says it too."""


RUN_BY: Mapping[str, str] = MappingProxyType(
    {
        "police": "Run by the police",
        "commissioner": "Run by the office that oversees the police",
        "council": "Run by the council",
        "charity": "Run by a charity, not by the police",
        "nhs": "Run by the NHS",
        "government": "Run by the government",
        "company": "Run by a company, not by the police",
        "independent-body": "Independent of the police and the council",
        "partnership": "Run by several public bodies together",
        "several": "Run by several bodies together",
        "unknown": "",
    }
)


ROLES: Mapping[str, str] = MappingProxyType(
    {
        "statutory": "The partnership that the law requires here",
        "umbrella": "Brings the local partnerships of a wider area together",
        "local-delivery": "A local group under a wider partnership",
        "pcsp": "Policing and Community Safety Partnership",
        "council-team": "The council team that does this work",
    }
)


OVERSIGHT: Mapping[str, str] = MappingProxyType(
    {
        "commissioner": "Holds the police to account here",
        "police-fire-crime-commissioner": "Holds the police and the fire service to account here",
        "mayor": "The mayor’s office holds the police to account here",
        "police-authority": "Holds the police to account here",
        "policing-board": "Holds the police to account here",
    }
)


HATE_CRIME_RULES: Mapping[str, str] = MappingProxyType(
    {
        "same": "The same rule holds for hate crime.",
        "fewer-reports": "For hate crime, fewer reports are enough.",
        "own-route": "Hate crime has its own way here. Ask about it.",
        "excluded": "The rule here says that it is not for hate crime. Report hate crime to the "
        "police.",
        "not-stated": "",
    }
)


HELPS_WITH: Mapping[str, str] = MappingProxyType(
    {
        "any-crime": "any crime",
        "hate-crime": "hate crime",
        "antisocial-behaviour": "antisocial behaviour",
        "learning-disability": "people with a learning disability",
        "autism": "autistic people",
        "disability": "disabled people",
        "domestic-abuse": "abuse at home",
        "sexual-violence": "sexual violence",
        "older-people": "older people",
        "children-and-young-people": "children and young people",
        "carers": "carers",
        "adults-at-risk": "adults who need care and may be harmed",
        "feelings": "someone to talk to",
        "court": "going to court",
        "prisoner-contact": "unwanted contact from a prisoner",
        "rights": "your rights",
    }
)


TAKES: Mapping[str, str] = MappingProxyType(
    {
        "emergency": "emergencies",
        "crime": "crime",
        "hate-crime": "hate crime",
        "antisocial-behaviour": "antisocial behaviour",
        "tip-off": "what you know about a crime",
    }
)


REVIEWS: Mapping[str, str] = MappingProxyType(
    {
        "police": "the police",
        "prosecutors": "prosecutors",
        "council": "a council",
        "social-landlord": "a council or housing association as landlord",
        "victims-code": "your rights as a victim",
        "nhs": "the NHS",
        "any-public-body": "any public body",
        "asb-case-review": "an ASB case review",
    }
)


RJ_WAYS: Mapping[str, str] = MappingProxyType(
    {
        "meeting": "a meeting",
        "letter": "a letter",
        "go-between": "messages through a worker",
        "online-meeting": "a meeting online",
        "circle": "a group meeting",
    }
)


ACCESSIBILITY: Mapping[str, str] = MappingProxyType(
    {
        "easy_read": "Easy Read information",
        "bsl": "British Sign Language",
        "text_relay": "Text or Relay UK",
        "interpreters": "Interpreters",
        "supporter_welcome": "A supporter may come with you",
        "home_visits": "Visits at home or in a safe place",
        "learning_disability": "Workers who know about learning disability",
    }
)


def covers_in_words(covers: Covers, areas: AreasOnDay) -> str:
    """Say which area a record is about."""
    names = [areas.name_of(covers.level, area) for area in covers.ids]
    if covers.level == NATION_LEVEL:
        return "the whole United Kingdom" if len(names) == len(NATIONS) else in_words(names, "and")
    listing = in_words(names, "and")
    if covers.level == COUNCILS:
        return listing
    if covers.level == COUNTIES:
        return f"all of {listing}"
    return f"the police area{'s' if len(names) > 1 else ''} {listing}"


WORDINGS: Mapping[str, str] = MappingProxyType({"plain": "Plain words", "easy_read": "Easy Read"})
"""In which words a letter can be sent."""


@dataclass(frozen=True, slots=True)
class LetterField:
    """Something that the reader of a letter types.

    `blank` stands where nothing is typed; `lines` is how much room it needs. A paragraph about
    something `optional` is left out where nothing is typed. What is `aside` is folded.
    """

    label: str
    blank: str
    hint: str = ""
    lines: int = 1
    optional: bool = False
    aside: bool = False


FIELDS: Mapping[str, LetterField] = MappingProxyType(
    {
        "to_name": LetterField("Who is it for?", "who it is for"),
        "name": LetterField("Your name", "your name"),
        "contact": LetterField(
            "How to reach you safely", "how to reach you", "Phone, e-mail or address.", 2
        ),
        "for_whom": LetterField(
            "Who was harmed, if not you?",
            "the name, and if they agreed",
            "Their name. Say if they agreed to this letter. If they cannot decide this, say so.",
            2,
            optional=True,
        ),
        "what_happened": LetterField(
            "What happened, when and where",
            "what happened, when and where",
            "The facts, in order.",
            5,
        ),
        "told": LetterField(
            "Who you told, and what they did",
            "who you told",
            "With the days.",
            4,
            optional=True,
        ),
        "done": LetterField(
            "What the police did, or did not do",
            "what the police did",
            "With the days, and the officers’ numbers if you know them.",
            4,
        ),
        "which": LetterField(
            "Because of what?",
            "a disability, race, religion or another reason",
            "A disability, race, religion, sexuality, or being transgender.",
        ),
        "because": LetterField(
            "Why you think it is because of who you are",
            "what they said or did",
            "Their words. What they did.",
            3,
            optional=True,
        ),
        "effect": LetterField("What it does to you", "what it does to you", lines=3, optional=True),
        "references": LetterField("Reference numbers", "the numbers", optional=True),
        "wanted": LetterField("What you want to happen", "what you want", lines=3, optional=True),
        "needs": LetterField(
            "What you need",
            "what you need",
            "Easy Read, a phone call, more time.",
            2,
            optional=True,
            aside=True,
        ),
        "helper": LetterField(
            "Who helps you, and how to reach them",
            "who helps you",
            lines=2,
            optional=True,
            aside=True,
        ),
        "changes": LetterField(
            "The changes that you need",
            "what you need",
            "Easy Read, a phone call, more time, one person to talk to.",
            4,
        ),
        "speaker": LetterField(
            "Who speaks for you", "the name, and how to reach them", "Name, phone or e-mail.", 2
        ),
        "about_what": LetterField(
            "What it is about", "what it is about", "All of it, or one thing.", 2
        ),
        "answer_by": LetterField("Answer me by this day", "the day", optional=True, aside=True),
    }
)
FACTS: Mapping[str, str] = MappingProxyType(
    {
        "to": "who it goes to",
        "today": "today’s date",
        "rule": "the rule where you live",
    }
)
"""What a letter knows of an area and of the day; what stands there before a place is chosen."""
