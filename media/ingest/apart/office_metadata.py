"""What Office programs write about people into a document, and how it goes out again."""

from typing import Any

from lxml import etree
from office_package import Refused, local

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"

CORE = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties xmlns:cp='
    b'"http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
)
APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns='
    b'"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)

#: Attributes that name a person, wherever they stand.
PERSON = {"author", "lastModifiedBy", "userName", "displayName", "lastEditedBy"}
#: Attributes on these elements that name a person by a plain word.
PERSON_ELEMENTS = {"cmAuthor", "author"}
FORGOTTEN = {"initials", "userId", "providerId", "documentId", "clientId", "lastUser"}
#: Dates of remarks and changes; the schemas make them optional.
DATED = {
    "ins",
    "del",
    "moveFrom",
    "moveTo",
    "comment",
    "cm",
    "threadedComment",
    "moveFromRangeStart",
    "moveToRangeStart",
}
#: Elements that are about the file's history or place, not about its content.
GONE = {
    *("attachedTemplate", "docVars", "rsids", "absPath", "fileSharing", "presenceInfo", "revisionPtr"),
    *("mailMerge", "userProtectedRanges", "saveThroughXslt"),
}
FETCHING_FIELDS = {"DDE", "DDEAUTO", "INCLUDEPICTURE", "INCLUDETEXT", "INCLUDE", "LINK", "IMPORT", "DATABASE", "RD"}


class Pseudonyms:
    """Each person becomes "Author 1", "Author 2", so that a discussion can still be followed."""

    def __init__(self, word: str) -> None:
        self.word = word
        self.given: dict[str, str] = {}

    def of(self, name: str) -> str:
        return self.given.setdefault(name, f"{self.word} {len(self.given) + 1}")


def tidy(root: Any, people: Pseudonyms, lost_relations: set[str]) -> None:
    """Takes persons, dates and history out of one part, and whatever pointed at a part that is gone.

    Raises Refused when a field fetches from elsewhere.
    """
    refuse_fetching_fields(root)
    for element in list(root.iter(etree.Element)):
        name = local(element.tag)
        if name in GONE:
            remove(element)
            continue
        tidy_attributes(element, name, people)
        if name == "author" and element.text and element.text.strip():  # spreadsheets list authors as text
            element.text = people.of(element.text)
        if lost_relations:
            forget(element, name, lost_relations)


def tidy_attributes(element: Any, name: str, people: Pseudonyms) -> None:
    for attribute in list(element.attrib):
        word = local(attribute)
        value = element.attrib[attribute]
        if word in PERSON or (word == "name" and name in PERSON_ELEMENTS):
            element.attrib[attribute] = people.of(value) if value else ""
        elif word in FORGOTTEN:
            element.attrib[attribute] = "0" if value.isdigit() else ""
        elif (word in {"date", "dt", "dT"} and (name in DATED or name.endswith("Change"))) or word == "dateUtc":
            del element.attrib[attribute]


def forget(element: Any, name: str, lost: set[str]) -> None:
    """An element that shows a part that is gone goes too; a sheet's page set-up only forgets its printer."""
    for attribute in list(element.attrib):
        if (
            etree.QName(attribute).namespace not in {RELATIONS, STRICT_RELATIONS}
            or element.attrib[attribute] not in lost
        ):
            continue
        if name == "pageSetup":
            del element.attrib[attribute]
        else:
            remove(element)
            return


def remove(element: Any) -> None:
    """Without losing the text that follows the element."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail and element.tail.strip():
        previous = element.getprevious()
        if previous is not None:
            previous.tail = (previous.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def refuse_fetching_fields(root: Any) -> None:
    """A Word field may fetch from other files or programs; such a field can be spread over several runs."""
    written = "".join(element.text or "" for element in root.iter("{*}instrText"))
    simple = [
        value for element in root.iter("{*}fldSimple") for key, value in element.attrib.items() if local(key) == "instr"
    ]
    for word in " ".join([written, *simple]).replace("\\", " ").upper().split():
        if word in FETCHING_FIELDS:
            raise Refused("external")
