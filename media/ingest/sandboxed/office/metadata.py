"""Remove what Office programs write about people into a document."""

from lxml import etree
from office.package import local, remove

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"

EMPTY_CORE_PROPERTIES = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties xmlns:cp='
    b'"http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
)
EMPTY_APP_PROPERTIES = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns='
    b'"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)

#: Attributes, of any element, with a person or a date.
PERSON_ATTRIBUTES = {
    *("author", "lastModifiedBy", "userName", "lastEditedBy", "initials", "userId", "providerId", "documentId"),
    *("clientId", "lastUser", "dateUtc", "userDrawn"),
}
#: Elements about the file's history or location, not its content.
REMOVED_ELEMENTS = {
    *("attachedTemplate", "docVars", "rsids", "absPath", "fileSharing", "presenceInfo", "revisionPtr"),
    *("mailMerge", "userProtectedRanges", "saveThroughXslt"),
}


def remove_metadata(root: etree._Element, lost_relations: set[str]) -> None:
    """Remove persons and history from one part, and what refers to dropped parts by `lost_relations`."""
    for element in list(root.iter(etree.Element)):
        name = local(element.tag)
        if name in REMOVED_ELEMENTS:
            remove(element)
            continue
        for attribute in [key for key in element.attrib if local(key) in PERSON_ATTRIBUTES]:
            del element.attrib[attribute]
        if lost_relations:
            remove_reference(element, name, lost_relations)


def remove_reference(element: etree._Element, name: str, lost: set[str]) -> None:
    """Remove an element that shows a dropped part; a sheet's page set-up only loses its printer."""
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
