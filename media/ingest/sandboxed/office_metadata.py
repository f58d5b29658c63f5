"""What Office programs write about people into a document, and how it goes out again."""

from typing import Any

from lxml import etree
from office_package import local, remove

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

#: Attributes that name a person or say when, wherever they stand.
PERSON = {
    *("author", "lastModifiedBy", "userName", "lastEditedBy", "initials", "userId", "providerId", "documentId"),
    *("clientId", "lastUser", "dateUtc", "userDrawn"),
}
#: Elements that are about the file's history or place, not about its content.
GONE = {
    *("attachedTemplate", "docVars", "rsids", "absPath", "fileSharing", "presenceInfo", "revisionPtr"),
    *("mailMerge", "userProtectedRanges", "saveThroughXslt"),
}


def tidy(root: Any, lost_relations: set[str]) -> None:
    """Takes persons and history out of one part, and whatever pointed at a part that is gone."""
    for element in list(root.iter(etree.Element)):
        name = local(element.tag)
        if name in GONE:
            remove(element)
            continue
        for attribute in [key for key in element.attrib if local(key) in PERSON]:
            del element.attrib[attribute]
        if lost_relations:
            forget(element, name, lost_relations)


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
