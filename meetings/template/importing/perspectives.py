"""Parse perspectives on data: "Medarbejderne eks. social kapitalmåling, APV" is staff with two examples."""

import re

from meetings.template.enums import Perspective as PerspectiveKind
from meetings.template.importing.lists_in_text import entries
from meetings.template.importing.parsed_template import ParsedPerspective
from meetings.units.enums import AppliesTo

_WHO = {
    PerspectiveKind.CHILDREN: r"børn(?:ene|s|enes)?(?:/(?:de )?unge(?:s|ne)?| og (?:de )?unge)?|"
    r"elev(?:er|erne|ernes|ers)?|de unge|barnets",
    PerspectiveKind.STAFF: r"medarbejder(?:e|ne|nes|es)?|personale(?:t|ts)?|pædagogernes?|lærernes?|ansatte(?:s)?",
    PerspectiveKind.PARENTS: r"forældre(?:ne|nes|s)?",
}
_PERSPECTIVE = r"(?:perspektiv(?:er|et)?|stemme(?:r)?|øjne|blik|synsvinkel)"
_EXAMPLES = r"(?:(?:f\.\s?eks\.?|fx\.?|eks\.?|eksempelvis|for\seksempel|såsom|herunder)(?:\s?:)?|[:(–—]|-(?=\s))"
SHAPES = {
    kind: re.compile(
        rf"^(?P<who>(?:{who})(?P<says_so>\s{_PERSPECTIVE})?)(?:\s?,?\s?(?P<lead>{_EXAMPLES})\s?(?P<examples>.*)|\s?[.)]*)$",
        re.IGNORECASE,
    )
    for kind, who in _WHO.items()
}
LEADS = re.compile(rf"^(?:{_EXAMPLES}\s?)+", re.IGNORECASE)


def perspective_in(text: str, applies_to: AppliesTo, line: int, *, in_list: bool) -> ParsedPerspective | None:
    """Return the perspective that a list entry begins with, and its examples; None for any other text.

    Outside a list the text must contain a word for it: "Børnenes perspektiv: tegninger".
    """
    for kind, shape in SHAPES.items():
        found = shape.match(text)
        if found and (in_list or found["says_so"]):
            examples = LEADS.sub("", found["examples"] or "").strip(" ().")
            return ParsedPerspective(kind, text, entries(examples), applies_to, line)
    return None
