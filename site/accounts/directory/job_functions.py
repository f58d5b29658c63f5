"""Job functions of KOMBIT's context handler: the list of privileges in OIO's Basic Privilege Profile.

The attribute holds base64 of XML: groups of privileges, each for one CVR number and perhaps with constraints (of an
organisation's unit, of a subject in KLE). All constraints of a group apply to all its privileges.
"""

import base64
import binascii
from collections.abc import Iterable

from accounts.directory.errors import NotTrusted

#: In which the privileges are found: OIOSAML 2 and 3.
ATTRIBUTES = (
    "dk:gov:saml:attribute:Privileges_intermediate",
    "https://data.gov.dk/model/core/eid/privilegesIntermediate",
)
#: The claim under which rules know them.
JOB_FUNCTION = "job_function"
MAX_XML_BYTES = 128 * 1024  # of the XML
MAX_FUNCTIONS = 500
CVR = "urn:dk:gov:saml:cvrNumberIdentifier:"


def read_job_functions(encoded: Iterable[str], cvr_number: str) -> tuple[str, ...]:
    """Read the job functions, each as its URI, followed by its constraints: `uri [name=value; name=value]`.

    One with constraints is never also given without them. With `cvr_number` only those of that number are read. Raises
    NotTrusted for what is no list of privileges.
    """
    found: dict[str, None] = {}
    for one in encoded:
        found.update(dict.fromkeys(_read(one, cvr_number)))
        if len(found) > MAX_FUNCTIONS:
            raise NotTrusted("more than 500 job functions")
    return tuple(found)


def _read(encoded: str, cvr_number: str) -> list[str]:
    from lxml import etree  # few processes read XML

    if len(encoded) > MAX_XML_BYTES * 4 // 3:
        raise NotTrusted("list of privileges: too large")
    try:
        xml = base64.b64decode("".join(encoded.split()), validate=True)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        root = etree.fromstring(xml, parser)
    except (binascii.Error, ValueError, etree.XMLSyntaxError):
        raise NotTrusted("list of privileges: no XML") from None
    if root.getroottree().docinfo.doctype or etree.QName(root).localname != "PrivilegeList":
        raise NotTrusted("list of privileges: another document")
    found = []
    for group in root.iterchildren("{*}PrivilegeGroup"):
        if cvr_number and group.get("Scope", "") != CVR + cvr_number:
            continue
        constraints = sorted(
            f"{one.get('Name', '').strip()}={(one.text or '').strip()}" for one in group.iterchildren("{*}Constraint")
        )
        within = f" [{'; '.join(constraints)}]" if constraints else ""
        for privilege in group.iterchildren("{*}Privilege"):
            if uri := (privilege.text or "").strip():
                found.append(uri + within)
    return found
