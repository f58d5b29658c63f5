"""Recognise which kind of unit a text is for: schools, daycare, or all."""

import re

from meetings.units.enums import AppliesTo

SCHOOLS = r"(?:folke)?skole(?:r|rne|n|området|område|afdelingen|enheder|enhederne|delen)?"
DAYCARES = (
    r"(?:dagtilbud(?:et|ene|dene|sområdet|sområde|sdelen)?|daginstitution(?:en|er|erne)?|børnehus(?:e|ene)?|"
    r"børnehave(?:r|rne|n)?|vuggestue(?:r|rne)?|0-6[ -]års[ -]?området)"
)
ANY_UNITS = rf"(?:{SCHOOLS}|{DAYCARES})"
# Verbs after a kind of unit that make the sentence apply to that kind only.
ORDERS = r"(?:skal|medbringer|medtager|fremlægger|præsenterer|indsamler|forbereder|udarbejder|har desuden|drøfter)"
ONLY = r"(?:særskilt|kun|alene|udelukkende|specifikt|særligt|særlige|gælder|gældende|målrettet|forbeholdt)"

PATTERNS = [
    re.compile(
        rf"\b{ONLY}\s(?:(?:kun|alene|emner|punkter|tema|data|krav)\s)?(?:(?:for|til|på|i)\s)?(?:alle\s)?({ANY_UNITS})\b",
        re.IGNORECASE,
    ),
    re.compile(rf"^(?:på|for|inden for|til|vedr\.?|vedrørende)\s(?:alle\s)?({ANY_UNITS})\b", re.IGNORECASE),
    re.compile(rf"^(?:alle\s)?({ANY_UNITS})\s?(?:[:–—]|-\s|$)", re.IGNORECASE),
    re.compile(
        rf"^(?:alle\s)?((?:folke)?skoler(?:ne)?|dagtilbud(?:ene|dene)?|daginstitutioner(?:ne)?)\s{ORDERS}\b",
        re.IGNORECASE,
    ),
    re.compile(rf"\((?:kun\s|gælder\s|for\s){{0,4}}({ANY_UNITS})\)", re.IGNORECASE),
]
ALL_BUT = re.compile(
    rf"\b(?:ikke|undtagen|undtaget|bortset\sfra|på\snær|udgår|ekskl\.?|eksklusive)\s(?:gælder\s|gældende\s)?(?:for\s|til\s)?(?:alle\s)?({ANY_UNITS})\b",
    re.IGNORECASE,
)
NOTHING_ELSE = re.compile(
    rf"^[(\[]?(?:(?:{ONLY}|for|til|på|alle)\s)*({ANY_UNITS})[)\]]?\.?$",
    re.IGNORECASE,
)
AT_END = re.compile(rf"\b(?:for|til|på)\s(?:alle\s)?({ANY_UNITS})\s?[:.]?$", re.IGNORECASE)
MENTIONS_SCHOOL = re.compile(r"skole", re.IGNORECASE)
MENTIONS_DAYCARE = re.compile(r"dagtilbud|daginstitution|børnehus|børnehave|vuggestue|0-6[ -]års", re.IGNORECASE)


def scope_of(text: str) -> AppliesTo | None:
    """Return the kind of unit the text is for; None when it names none or both."""
    for pattern in [ALL_BUT, *PATTERNS]:
        found = pattern.search(text)
        if not found:
            continue
        # "På skole- og dagtilbudsområdet" names both: look at the whole clause up to the next stop.
        clause = re.split(r"[.:;,)]", text[found.start() :], maxsplit=1)[0]
        if MENTIONS_SCHOOL.search(clause) and MENTIONS_DAYCARE.search(clause):
            return None
        if pattern is ALL_BUT:
            return AppliesTo.DAYCARE if MENTIONS_SCHOOL.search(found[1]) else AppliesTo.SCHOOL
        return AppliesTo.SCHOOL if MENTIONS_SCHOOL.search(found[1]) else AppliesTo.DAYCARE
    return None


def only_scope(text: str) -> AppliesTo | None:
    """Return the kind of unit of a text that says nothing else: "Kun skoler", "(gælder for dagtilbud)", "Dagtilbud"."""
    return scope_of(text) if NOTHING_ELSE.match(text) or (ALL_BUT.match(text) and len(text.split()) <= 4) else None


def scope_at_end(text: str) -> AppliesTo | None:
    """Return the kind of unit that a heading ends with: "Dagsorden for skoler"."""
    found = AT_END.search(text)
    if not found or (MENTIONS_SCHOOL.search(text) and MENTIONS_DAYCARE.search(text)):
        return None
    return AppliesTo.SCHOOL if MENTIONS_SCHOOL.search(found[1]) else AppliesTo.DAYCARE
