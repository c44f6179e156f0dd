"""Every council's page has one national line for abuse at home, and someone for any crime.

Over the real data and all councils: the pages choose by `helps_with`.
"""

from safetyhelp.areas.model import Council
from safetyhelp.dataset.dataset import Dataset
from safetyhelp.records import kinds
from safetyhelp.records.model import Record, VictimService

LINES = {
    "england": "national-domestic-abuse-helpline",
    "wales": "live-fear-free",
    "scotland": "scotland-domestic-abuse-helpline",
    "northern-ireland": "domestic-and-sexual-abuse-helpline-ni",
}


def helping(real: Dataset, council: Council, need: str) -> list[Record]:
    """Return the victim services on a council's page whose main work is a need."""
    return [
        record
        for record in real.directory.answer(council).of_kind(kinds.VICTIM_SERVICES)
        if isinstance(record.details, VictimService) and record.details.helps_with[0] == need
    ]


def test_every_council_has_the_line_of_its_nation_for_abuse_at_home(real: Dataset) -> None:
    councils = real.directory.map.councils
    assert len(councils) == 361
    for council in councils:
        lines = helping(real, council, "domestic-abuse")
        national = [record for record in lines if record.covers.level == "nations"]
        assert [record.id for record in national] == [LINES[council.nation]], council.name
        assert national[0].contacts[0].phone, council.name


def test_nowhere_are_samaritans_the_only_ones_for_victims(real: Dataset) -> None:
    for council in real.directory.map.councils:
        services = helping(real, council, "any-crime")
        assert any(service.contacts for service in services), council.name
        assert "samaritans" not in {service.id for service in services}
