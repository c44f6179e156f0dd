"""Made-up records of Stockport, its police area and England, for the tests of the join."""

from dataclasses import replace

from safetyhelp.areas.model import Covers
from safetyhelp.areas.on_a_day import COUNCILS, NATION_LEVEL, POLICE_AREAS
from safetyhelp.records import kinds
from safetyhelp.records.model import (
    Alternative,
    AsbCaseReview,
    Contact,
    Details,
    Partnership,
    Police,
    Record,
    Reporting,
    RjProvider,
    Seen,
    Threshold,
    VictimService,
)

HERE = Covers(COUNCILS, ("stockport",))
FORCE = Covers(POLICE_AREAS, ("greater-manchester",))
ENGLAND = Covers(NATION_LEVEL, ("england",))
PHONE = Contact(purpose="Ask", phone="0161 496 0000", source="https://x.uk/", seen=Seen(None))
PAGE = replace(PHONE, phone="", url="https://x.uk/")
MAIL = replace(PHONE, phone="", email="help@x.uk")
TO_COMPLAIN = replace(PHONE, purpose="Complain", phone="101")
DETAILS: dict[str, Details] = {
    kinds.VICTIM_SERVICES: VictimService(
        run_by="charity",
        helps_with=("any-crime",),
        self_referral="yes",
        without_police_report="yes",
    ),
    kinds.REPORTING: Reporting(takes=("hate-crime",), run_by="council"),
    kinds.POLICE: Police(complaints=(TO_COMPLAIN,)),
    kinds.PARTNERSHIPS: Partnership(role="statutory"),
    kinds.ASB_CASE_REVIEWS: AsbCaseReview(),
    kinds.RJ_PROVIDERS: RjProvider(run_by="charity"),
}


def rule(*ways: Alternative, hate_crime: str = "same") -> Threshold:
    """Return the rule of a case review that can be met in these ways."""
    return Threshold(
        any_of=ways,
        hate_crime=hate_crime,
        wording="The rule.",
        source="https://x.uk/",
        seen=Seen(None),
    )


def record(file: str, covers: Covers, kind: str = kinds.VICTIM_SERVICES, **parts: object) -> Record:
    """Return a record without contacts; `parts` take the place of what it has."""
    made = Record(
        kind=kind,
        id=file,
        file=f"data/{kind}/{file}.yml",
        name=file,
        covers=covers,
        contacts=(),
        sources=(),
        details=DETAILS[kind],
    )
    return replace(made, **parts)  # type: ignore[arg-type]
