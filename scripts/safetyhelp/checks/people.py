"""Whether an e-mail address belongs to one person, as far as its words can tell.

`j.smith@`, `jane@`, `jane.smith2@`, `jsmith@`, `smithj@` and `janesmith@` look like a person's. The
last three are known only by a list of surnames: with a rare one, `jxyz@` cannot be told from the
short name of a team, and passes. A contact says `shared_mailbox` where the words are wrong.
"""

import re

_OFFICE_WORDS = frozenset(
    """
    access action advice advocacy against alliance anti antisocial approaches asb authority
    behaviour board borough bsl business care carer carers case centre chief citizen city cjs
    cohesion commissioner communications communities community complaint complaints connect
    consultation contact cops council county court crime crimes csp customer customers
    customerservices democratic department desk digital disability district domestic duty east
    emergency enforcement engagement enquiries enquiry environment environmental equality
    executive family feedback front general hate headquarters health hello help helpdesk
    helpline home homes house housing hub human incident info information justice landlord legal
    liaison licensing live local mail mailbox mediation member neighbour neighbourhood
    neighbourhoods network noise north nuisance office officer online opcc operations partner
    partners partnership partnerships pcc pcsp performance planning police policing policy
    prevention problem protection public quality reception referral referrals regulatory report
    reporting request resilience resolve response restorative review reviews rj safe
    safeguarding safer safety scheme scrutiny secretariat secretary security service services
    social solutions south standards stop strategy street support tackling team tenancy together
    town trading trigger trust victim victims voluntary volunteer warden wardens welfare west
    witness witnesses women young youth
    """.split()  # noqa: SIM905
)
# Office words that are surnames as well: after a first name they do not make a team.
_ALSO_SURNAMES = frozenset(
    """
    cross east general home house mail north south street west young
    """.split()  # noqa: SIM905
)
_FIRST_NAMES = frozenset(
    """
    aaron abigail adam adrian ahmed aidan aisha alan alex alexander alexandra ali alice alison
    amanda amelia amir amy andrea andrew andy angela anita ann anna anne annette anthony antony
    arthur ashley barbara barry becky ben benjamin bernadette beth beverley bob brenda brian
    bryan callum cameron carl carol caroline carolyn cath catherine ceri charles charlie
    charlotte cheryl chloe chris christina christine christopher claire clare colin connor craig
    daisy daniel danielle dave david dawn dean debbie deborah declan denise dennis derek diana
    diane dominic donna doreen doug dylan edward eileen elaine eleanor elizabeth ellie emily
    emma eric erin ethan eve evelyn fatima fiona frances francis frank fred gareth gary gavin
    gemma geoff geoffrey george georgia georgina gerald gill gillian glenn gordon graham greg
    hannah harry hassan hayley hazel heather heidi helen henry holly howard hugh hussain iain
    ian imran irene isabel isla jack jackie jacob jacqueline jade jake james jamie jan jane
    janet janice jasmine jason jean jeff jennifer jenny jeremy jessica jill jim joan joanna
    joanne jodie joe john jonathan joseph josh joshua joyce judith judy julia julian julie june
    karen karl kate katherine kathleen kathryn kathy katie kayleigh keith kelly ken kenneth
    kerry kevin khalid kim kirsty laura lauren leah leanne lee leon lesley leslie lewis liam
    linda lindsay lisa liz lorna lorraine louise lucy luke lynda lynn lynne malcolm mandy marc
    marcus margaret maria marie marion mark martin martyn mary matt matthew maureen megan
    melanie melissa michael michelle mick mike mohamed mohammad mohammed molly monica muhammad
    naomi natalie natasha nathan neil nia nicholas nick nicky nicola nigel nina noel norman
    oliver olivia owen pamela pat patricia patrick paul paula pauline penny pete peter phil
    philip phillip rachael rachel ralph raymond rebecca rhian rhys richard rita rob robert robin
    roger ronald rosemary ross roy russell ruth ryan sally sam samantha samuel sandra sara sarah
    scott sean shane sharon shaun sheila shirley sian simon sofia sophie stacey stephanie
    stephen steve steven stewart stuart sue susan suzanne sylvia tara ted teresa terry thomas
    tim timothy tina toby tom tony tracey tracy trevor valerie vanessa veronica vicky victor
    vincent vivien wayne wendy will william yasmin yusuf yvonne zoe
    """.split()  # noqa: SIM905
)
# Common surnames of five letters and more: shorter ones stand in too many other words.
_SURNAMES = frozenset(
    """
    adams ahmed akhtar anderson andrews armstrong atkinson austin bailey baker barker
    barnes barrett bates begum bennett berry booth bradley brooks brown bryant burgess burke
    burns burton butler byrne cameron campbell carroll carter chambers chapman clark clarke
    coleman collins connolly cooper cunningham curtis daniels davidson davies davis dawson
    dickson dixon doherty donnelly douglas doyle duncan edwards elliott ellis evans ferguson
    fisher fitzgerald fletcher foster fraser freeman fuller gallagher gardner gibson gilbert
    goodwin gordon graham grant gregory griffin griffiths hamilton harding harper harris
    harrison harvey hawkins henderson henry higgins hopkins howard howells hudson hughes
    humphreys hunter hussain jackson jenkins jennings johnson johnston jones kelly kennedy
    knight lambert lawrence lawson lewis lloyd macdonald marshall martin mason matthews
    mccarthy mcdonald mckenzie mclean mcmillan mitchell mohamed morgan morris morrison
    murphy murray nelson newman nicholls nichols norris oconnor oneill osborne owens palmer
    parker parkinson parry parsons patel payne pearce pearson perkins perry phillips porter
    powell pritchard quinn rahman reynolds richards richardson roberts robertson
    robinson rogers russell saunders scott sharma shepherd simmons simpson sinclair
    singh skinner smith spencer stephens stephenson stevens stevenson stewart sutherland
    sutton taylor thomas thompson thomson turner walker wallace walsh walters watkins watson
    watts webster welch wheeler wilkins wilkinson williams williamson wilson woodward wright
    yates
    """.split()  # noqa: SIM905
)
_TITLES = frozenset(
    """
    cllr councillor dr insp inspector miss mr mrs ms pc pcso rev sgt sir
    """.split()  # noqa: SIM905
)
_PRIVATE_MAIL = frozenset(
    """
    aol.com btinternet.com gmail.com googlemail.com hotmail.co.uk hotmail.com icloud.com
    live.co.uk live.com me.com msn.com ntlworld.com outlook.com protonmail.com sky.com
    talktalk.net virginmedia.com yahoo.co.uk yahoo.com
    """.split()  # noqa: SIM905
)
_COLLAR_NUMBER = re.compile(r"[a-z]{0,2}[0-9]{4,6}")


def _starts_like_a_person(words: list[str]) -> bool:
    first, rest = words[0], words[1:]
    if any(word in _OFFICE_WORDS and word not in _ALSO_SURNAMES for word in rest):
        return False
    return first in _FIRST_NAMES or (bool(rest) and (len(first) == 1 or first in _TITLES))


def _is_joined_name(word: str) -> bool:
    """Say whether a word is a common surname with an initial or a first name: `jsmith`."""
    for surname in _SURNAMES:
        before = word.removesuffix(surname)
        if before != word and (len(before) == 1 or before in _FIRST_NAMES):
            return True
    # At the end, “s” and “y” make other words: “bakery”, “parkers”.
    return word[:-1] in _SURNAMES and word[-1:] not in "sy"


def is_personal(email: str, area_words: frozenset[str]) -> bool:
    """Say whether an e-mail address looks like that of one person.

    `area_words` are words in the names of areas: `central.bedfordshire@` is a team.
    """
    local, _, host = email.partition("@")
    local = local.partition("+")[0] or local  # what follows only sorts the mail
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", ".", local).lower()
    words = [word for word in re.split(r"[._+-]|[0-9]+", local.lower()) if word]
    if _COLLAR_NUMBER.fullmatch(local.lower()) or not words:
        return len(local) > 3
    if len(words) == 1 and _is_joined_name(words[0]):
        return True
    if _starts_like_a_person(words) or _starts_like_a_person(apart.split(".")):
        return True
    if any(word in _OFFICE_WORDS or (len(word) > 3 and word in area_words) for word in words):
        return False
    return len(words) in (2, 3) or host.lower() in _PRIVATE_MAIL
