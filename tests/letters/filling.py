"""A letter as it should be read, worked out from its words: what the browser is held against."""

from collections.abc import Mapping

from safetyhelp.records.letters import PLACE, Letter
from safetyhelp.records.vocabulary import FACTS, FIELDS


def _said(name: str, values: Mapping[str, str]) -> str:
    blank = FIELDS[name].blank if name in FIELDS else FACTS[name]
    return values.get(name) or f"[{blank}]"


def _is_said(say: str, values: Mapping[str, str]) -> bool:
    """A paragraph about the rule, or about something that may be left out, needs it."""
    names = [n for n in PLACE.findall(say) if n == "rule" or (n in FIELDS and FIELDS[n].optional)]
    return all(values.get(name) for name in names)


def filled(letter: Letter, wording: str, nation: str, values: Mapping[str, str]) -> list[str]:
    """Return the paragraphs of a letter with its head and its end."""
    version = letter.version_in(nation)
    assert version
    body = [each.say for each in letter.words(wording, nation) if _is_said(each.say, values)]
    head = ["{name}", "{contact}", "{today}", "To: {to}", version.subject, "Hello,"]
    return [
        PLACE.sub(lambda match: _said(match[1], values), say)
        for say in (*head, *body, "Thank you.", "{name}")
    ]
