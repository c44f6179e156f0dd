"""Every code that a finding can carry, with its title. The codes never change their meaning.

`docs/contribute/checks.md` explains each one; a test holds the two against each other.
"""

from collections.abc import Mapping
from types import MappingProxyType

CODES: Mapping[str, str] = MappingProxyType(
    {
        # The file itself
        "unreadable-file": "The file cannot be read",
        "link-outside": "A link leads out of the data folder",
        "file-too-large": "The file is too large",
        "not-utf8": "The file is not UTF-8 text",
        "byte-order-mark": "The file starts with an invisible mark",
        "tab": "There is a tab in the file",
        "forbidden-character": "There is an invisible or misleading character",
        "stray-file": "A file or folder does not belong here",
        "wrong-file-name": "The file name cannot be an id",
        "modeline-missing": "The first line does not name the schema",
        # The YAML
        "yaml-syntax": "The text is not valid YAML",
        "several-documents": "One file holds several documents",
        "anchor-or-alias": "Anchors and aliases are not used",
        "tag": "Tags are not used",
        "duplicate-key": "The same key stands twice",
        "empty-value": "A key has no value",
        "curly-quotes": "The quote marks are curly ones",
        "text-not-read": "The end of a text is not read",
        # The schema
        "missing-field": "Something required is missing",
        "source-missing": "A fact has no source",
        "unknown-field": "A key is not known",
        "wrong-choice": "A value is not one of the choices",
        "wrong-form": "A value is not in the right form",
        "wrong-type": "A value is of the wrong type",
        "wrong-covers": "The area is named in more than one way",
        "contact-without-way": "A contact has no way to reach anybody",
        "too-long": "A text is too long",
        "too-short": "A text is too short",
        "repeated-item": "A list names something twice",
        "bad-phone": "The phone number cannot be right",
        "bad-email": "The e-mail address cannot be right",
        "bad-url": "The web address is not allowed",
        "bad-date": "The date is not a date",
        # Across records
        "unknown-area": "The area is not known",
        "ended-area": "The area no longer exists",
        "council-change-due": "Councils that were to be replaced are still here",
        "not-in-nation": "The law has no such thing there",
        "coverage-missing": "A council has neither a record nor a gap",
        "gap-expired": "A gap is past its review date",
        "gap-filled": "A gap is declared where a record exists",
        "gap-put-off": "A gap is put off for years",
        "partnership-overlap": "Two statutory partnerships claim one council",
        "id-collision": "An id is used twice",
        "record-twice": "A service seems to be here twice",
        "unknown-record": "A record that is named does not exist",
        "ended-record-referenced": "A record that is named has ended",
        "ended-with-contacts": "A record has ended and still has contacts",
        "withdrawn-contact": "A withdrawn contact is used again",
        "not-checked-in-use": "A contact is used that is listed as not checked",
        "on-both-lists": "A contact is on both lists",
        "contact-in-text": "A contact stands in a text instead of under contacts",
        "no-way-to-reach": "A text sends people to somebody whom they cannot reach",
        "address-in-text": "A street address or postcode stands in a text",
        "markup-in-text": "A text holds marks or pictures",
        "editors-remark": "A text tells how it was found instead of what to do",
        "personal-email": "The e-mail address belongs to one person",
        "date-in-future": "A date has not come yet",
        "date-impossible": "Two values contradict each other",
        "confirmed-another-value": "A confirmation belongs to another value",
        "old-evidence": "The evidence for a contact is old",
        # The words of letters
        "letter-place": "A letter has a place that nothing fills",
        "letter-source": "A letter states a figure or a law without its source",
        "letter-hard": "The words of a letter are hard to read",
        "letter-long-sentence": "A sentence of Easy Read is long",
        "letter-nation": "A letter does not fit a nation",
        # What the link check has seen
        "suppression-expired": "A suppression is past its date",
        "contact-not-confirmed": "Nobody has confirmed a contact for a year",
        # What only a change is asked for
        "not-canonical": "A file is written otherwise than all others",
        "address-lost": "The address of a page would lead nowhere",
        "seen-not-renewed": "A value is new, but not the date of its page",
    }
)

LINK_CODES: Mapping[str, str] = MappingProxyType(
    {
        "link-lapsed": "The domain of an address has lapsed or is for sale",
        "link-gone": "A page is gone",
        "link-probably-gone": "A page is probably gone",
        "link-failing": "A page has not answered for some time",
        "link-certificate": "The certificate of a site is wrong or ends soon",
        "link-refused": "An address may not be visited",
        "link-moved": "A page has moved for good",
        "link-anchor": "A place within a page is gone",
        "fact-missing": "A page no longer says what we say",
        "fact-doubtful": "A page says something against a number that stands on it",
    }
)
"""The codes of the link check alone. `docs/contribute/link-checks.md` explains them."""
