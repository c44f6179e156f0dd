"""An Easy Read version of every answer page: what matters most, on two sides of A4.

Names, numbers, addresses, rules and time limits come from the records. The sentences are our own:
a summary in a record may be longer than Easy Read allows.
"""

from collections.abc import Mapping
from dataclasses import replace

from safetyhelp.areas.on_a_day import AreasOnDay
from safetyhelp.dataset.answers import Answer
from safetyhelp.dataset.arrangement import SILENT_SOLUTION
from safetyhelp.pages.easy_read.choice import Chooser
from safetyhelp.pages.easy_read.words import plain_name, with_article
from safetyhelp.pages.templates import Renderer
from safetyhelp.records import kinds

_DEPTH = 3


def _force(answer: Answer) -> str:
    records = answer.part(kinds.POLICE).records
    return plain_name(records[0].name if records else answer.police_area.force)


def _values(answer: Answer, chooser: Chooser) -> Mapping[str, object]:
    """Return what the template says of one council."""
    rj_here, rj_instead = chooser.restorative_justice()
    responsible, name_unconfirmed = chooser.responsible()
    complain, complain_again = chooser.complaints()
    reporting = {record.id for record in answer.of_kind(kinds.REPORTING)}
    council_way, to_talk, review = chooser.council(), chooser.to_talk(), chooser.case_review()
    home = chooser.at_home()
    steps = [step.way for step in (complain, complain_again) if step]
    shown = [council_way, home, rj_here, rj_instead, review, responsible, *steps]
    shown += [way for _, way in to_talk]
    council = answer.council
    return {
        "council": council,
        "council_name": with_article(plain_name(council.official_name)),
        "force": _force(answer),
        "can_be_silent": SILENT_SOLUTION in reporting,
        "relay": chooser.relay(),
        "council_way": council_way,
        "home": home,
        "to_talk": to_talk,
        "rj_here": rj_here,
        "rj_instead": rj_instead,
        "has_review": answer.part(kinds.ASB_CASE_REVIEWS).applies,
        "review": review,
        "complain": complain,
        "complain_again": complain_again,
        "responsible": responsible,
        "name_unconfirmed": name_unconfirmed,
        # The website of a council comes from a list that nobody has checked.
        "unchecked": bool(council.homepage) or any(way and way.unchecked for way in shown),
    }


def easy_read_page(
    full: Answer, areas: AreasOnDay, renderer: Renderer, letters: bool = False
) -> tuple[str, str]:
    """Return (path, text) of the Easy Read page for an answer of the day of `areas`.

    `letters`: there are letters to lead to.
    """
    answer = full.for_everybody()
    chooser = Chooser(answer, areas, renderer.sightings)
    # Each old area of a new council may have a rule of its own.
    values = {
        **_values(answer, chooser),
        "letters": letters,
        "rule": replace(chooser, answer=full).rule(),
    }
    title = f"{answer.council.name}: who can help (Easy Read)"
    path = f"areas/{answer.council.id}/easy-read.md"
    return path, renderer.page("easy_read.j2", _DEPTH, title, values)
