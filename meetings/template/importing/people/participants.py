"""Parse participants from text such as "ledelsesteamet, medarbejderrepræsentant evt. bestyrelsesrepræsentant"."""

import re

from meetings.template.enums import Requirement
from meetings.template.importing.lines import Marker, TextLine
from meetings.template.importing.lists_in_text import sentences
from meetings.template.importing.parsed_template import ParsedParticipant, ParticipantRole

# The more specific first, since one text can match two ("forælder fra bestyrelsen").
ROLES: list[tuple[ParticipantRole, str]] = [
    (
        ParticipantRole.BOARD_REPRESENTATIVE,
        r"\w*bestyrelses(?:repræsentant|medlem|formand|formænd|forperson|leder)\w*|forældrerepræsentant\w*|\w*bestyrelsens\s\w+|"
        r"(?:repræsentant(?:er)?|medlem(?:mer)?|forælder|forældre|formand|formanden|én|en|to)\s(?:for|fra|af|i)\s(?:\w+\s)?\w*bestyrelse\w*|"
        r"\w*bestyrelse(?:n|r|rne)?\b",
    ),
    (
        ParticipantRole.STAFF_REPRESENTATIVE,
        r"medarbejder(?:repræsentant\w*|valgt\w*|ne|e)?\b|personalerepræsentant\w*|tillids(?:repræsentant|mand|valgt|folk)\w*|"
        r"arbejdsmiljørepræsentant\w*|\b(?:TR|AMR|TRIO|MED-udvalg(?:et)?|trio\w*)\b|"
        r"repræsentant(?:er)?\s(?:for|fra)\s(?:\w+\s)?(?:personale\w*|medarbejder\w*)|personale(?:t)?\b",
    ),
    (
        ParticipantRole.HEAD_OF_AREA,
        r"(?:\w+-\s(?:og|&)\s)?(?!sous)\w*(?<!sous)chef(?:en|er|erne)?\b(?:\sfor\s(?:skole\w*|dagtilbud\w*|børn\w*)(?:\sog\s\w+)?)?",
    ),
    (
        ParticipantRole.CONSULTANT,
        r"\w*konsulent(?:en|er|erne)?\b(?:\sfra\s(?:forvaltningen|skoleforvaltningen|\w*forvaltning\w*))?|"
        r"(?:repræsentant(?:er)?|medarbejder(?:e)?)\s(?:for|fra)\s\w*forvaltning\w*|\w*forvaltningen\b",
    ),
    (
        ParticipantRole.LEADERSHIP_TEAM,
        r"\w*ledelsesteam\w*|\w*lederteam\w*|ledelsesgruppe\w*|\w*ledelse(?:n)?\b|afdelingsleder\w*|souschef\w*|viceskoleleder\w*|"
        r"pædagogiske?\sleder\w*|\w*daglige?\sleder\w*",
    ),
    (
        ParticipantRole.AGREEMENT_HOLDER,
        r"aftaleholder(?:en|e|ne)?\b|\w*skoleleder\w*|dagtilbudsleder\w*|institutionsleder\w*|områdeleder\w*|skoleinspektør\w*|"
        r"\brektor\b|\bleder(?:en|e|ne)?\b",
    ),
]  # fmt: skip
ROLE = [(role, re.compile(rf"(?<![\w])(?:{pattern})", re.IGNORECASE)) for role, pattern in ROLES]
ANY_ROLE = re.compile("|".join(rf"(?<![\w-])(?:{pattern})" for _role, pattern in ROLES), re.IGNORECASE)
MAY = re.compile(
    r"\b(?:evt\.?|eventuelt|efter behov|ved behov|hvis muligt|kan deltage|kan (?:også )?inviteres|kan medbringe|"
    r"valgfri\w*|mulighed for|efter ønske|om muligt|gerne)(?!\w)",
    re.IGNORECASE,
)
MAY_HEADING = re.compile(
    r"^(?:kan deltage|valgfri\w*|efter behov|ved behov|evt\.?|eventuelt|andre)\b.{0,30}:?$", re.IGNORECASE
)
MUST_HEADING = re.compile(r"^(?:skal deltage|faste(?: deltagere)?|obligatorisk\w*|altid)\b.{0,30}:?$", re.IGNORECASE)

# The label of a line such as "Kan deltage: souschefen".
LABEL = re.compile(r"^(?P<label>[^:]{4,30}:)\s+(?=\S)")

STOP = re.compile(r"\s?[;,]\s|\ssamt\s|\s(?=evt\.?\s|eventuelt\s)|\s(?:sammen med|plus)\s", re.IGNORECASE)
AND = re.compile(r"(?<!-)\s(?:og|&)\s", re.IGNORECASE)
# Words that may come between "og" and a role: "og evt. en valgt medarbejderrepræsentant".
WORDS_BEFORE_ROLE = 3
ROLE_CONTEXT = 200  # characters


def heading_of_participants(text: str) -> Requirement | None:
    """Return the requirement that a line such as "Kan deltage:" sets for those below it; None for other lines."""
    if MAY_HEADING.match(text) and (text.endswith(":") or not ANY_ROLE.search(text)):
        return Requirement.MAY
    if MUST_HEADING.match(text) and (text.endswith(":") or not ANY_ROLE.search(text)):
        return Requirement.MUST
    return None


def is_about_something_else(line: TextLine) -> bool:
    """Return whether a line among the participants is about something else, such as "Lokale: salen"."""
    return line.marker is Marker.NONE and LABEL.match(line.text) is not None and not ANY_ROLE.search(line.text)


def participants_in(text: str, line: int, default: Requirement = Requirement.MUST) -> list[ParsedParticipant]:
    """Return the participants named in a sentence or list entry.

    Together, their texts contain all of it except commas and "og".
    """
    found = []
    label = LABEL.match(text)
    default = (heading_of_participants(label["label"]) if label else None) or default
    for piece in _pieces(text):
        may = bool(MAY.search(piece))
        found.append(ParsedParticipant(role_of(LABEL.sub("", piece)), piece, Requirement.MAY if may else default, line))
    return found


def role_of(text: str) -> ParticipantRole:
    """Return the role that is named first in the text; OTHER when none is."""
    first: tuple[int, ParticipantRole] | None = None
    for role, pattern in ROLE:
        match = pattern.search(text)
        if match and (first is None or match.start() < first[0]):
            first = match.start(), role
    return first[1] if first else ParticipantRole.OTHER


def _pieces(text: str) -> list[str]:
    """Split at commas and "evt.", and at "og" between two roles, so that "skole- og dagtilbudschef" stays whole."""
    pieces: list[str] = []
    for part in (part for sentence in sentences(text) for part in _outside_brackets(sentence)):
        start = seen = 0
        is_role = False
        for stop in AND.finditer(part):
            lead = " ".join(part[stop.end() : stop.end() + ROLE_CONTEXT].split()[: WORDS_BEFORE_ROLE + 1])
            is_role = is_role or ANY_ROLE.search(part, seen, stop.start()) is not None
            seen = stop.start()
            if is_role and ANY_ROLE.search(lead):
                pieces.append(part[start : stop.start()])
                start = seen = stop.end()
                is_role = False
        pieces.append(part[start:])
    return [piece.strip(" .;,") for piece in pieces if piece.strip(" .;,")]


def _outside_brackets(text: str) -> list[str]:
    """Split at stops (`STOP`) outside brackets."""
    pieces, start, counted, opened = [], 0, 0, 0
    for stop in STOP.finditer(text):
        opened += text.count("(", counted, stop.start()) - text.count(")", counted, stop.start())
        counted = stop.start()
        if opened <= 0:
            pieces.append(text[start : stop.start()])
            start = stop.end()
    return [*pieces, text[start:]]
