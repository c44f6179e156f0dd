"""Which e-mail addresses look like those of one person, and which never do."""

import pytest

from safetyhelp.checks.people import is_personal
from safetyhelp.dataset.dataset import Dataset
from safetyhelp.records.contacts import contacts_of

AREAS = frozenset({"stockport", "central", "bedfordshire", "bolton", "merton", "yorkshire", "lea"})

PERSONS = """
jane.smith@example.gov.uk jane_smith@example.gov.uk jane-smith@example.gov.uk
j.smith@example.gov.uk J.Smith@example.gov.uk jane.smith2@example.gov.uk jane.e.smith@example.gov.uk
jane@example.org.uk JANE@example.org.uk JaneSmith@example.gov.uk david.north@example.gov.uk
sarah.west@example.gov.uk emily.young@example.gov.uk j.house@example.gov.uk a.bolton@example.gov.uk
kate.bolton@example.gov.uk cllr.smith@example.gov.uk pc.bolton@example.police.uk
dr.general@example.nhs.uk 12345@example.police.uk 1234@example.police.uk pc1234@example.police.uk
olu.lea@example.gov.uk
olu.adeyemi@example.gov.uk priya.patel+asb@example.gov.uk ffion.ap-rhys@example.gov.uk
stockportdave@gmail.com x.y@hotmail.co.uk jsmith@example.gov.uk smithj@example.gov.uk
janesmith@example.gov.uk RPatel@example.gov.uk
"""
TEAMS = """
asb@example.gov.uk csp@example.gov.uk communitysafety@example.gov.uk ASBTeam@example.gov.uk
community.safety@example.gov.uk anti-social.behaviour@example.gov.uk civic.enforcement@x.gov.uk
safer.stockport@example.gov.uk stockport.csp@example.gov.uk central.bedfordshire@example.gov.uk
merton.connected@example.gov.uk north.east@example.gov.uk west.team@example.gov.uk
e.services@example.gov.uk pc.complaints@example.police.uk 101@example.police.uk
RJHubSC@example.police.uk RJNorthYorkshire@example.org.uk help.stockport@gmail.com spcc@example.uk
info2@example.gov.uk team-1.asb@example.gov.uk victoria.centre@example.org.uk award@example.gov.uk
today@example.org.uk bakery@example.org.uk parkers@example.org.uk sanctuary@example.org.uk
"""


@pytest.mark.parametrize("email", PERSONS.split())
def test_persons(email: str) -> None:
    assert is_personal(email, AREAS)


@pytest.mark.parametrize("email", TEAMS.split())
def test_teams(email: str) -> None:
    assert not is_personal(email, AREAS)


def test_no_team_in_the_real_data_is_taken_for_a_person(real: Dataset) -> None:
    emails = {c.email for record in real.loaded.records for c, _ in contacts_of(record) if c.email}
    listed = (*real.loaded.withdrawn, *real.loaded.not_checked)
    emails |= {entry.value for entry in listed if entry.what == "email"}
    assert len(emails) > 50
    assert [email for email in emails if is_personal(email, real.words_in_areas)] == []
