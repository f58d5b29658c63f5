"""What the heading of a column or row says about the figures in it."""

import re

#: The number of answers or persons behind a figure.
ANSWERS = re.compile(
    r"(antal\s+)?(besvarelser|svar|respondenter|deltagere|observationer)|antal(\s+(elever|børn|ansatte|personer))?|"
    r"n|n\s*=.*",
    re.IGNORECASE,
)
#: The number of persons who were asked.
INVITED_COUNT = re.compile(r"(antal\s+)?(inviterede|udsendte|adspurgte|tilmeldte|mulige\s+svar).*", re.IGNORECASE)
#: Days, hours and points are measured, not counted persons.
NUMBER_OF = re.compile(
    r"antal\b(?!\s+\w*(dage|dag|timer|uger|minutter|points?|kroner|kr|lektioner|gange)\b).*|.*\bantal", re.IGNORECASE
)
PERSONS = re.compile(
    r"elever|børn|piger|drenge|ansatte|medarbejdere|personer|besvarelser|forældre|(to)?sprogede.*", re.IGNORECASE
)
#: Percent of days or hours, not of persons.
OF_TIME = re.compile(r"fravær|sygdom|syge|dage|timer|tid\b", re.IGNORECASE)
#: Columns that name the row, though in digits: "Enhedsnr.", "Afdelingsnummer", "Klassetrin".
LABEL = re.compile(
    r"\S*(nr\.?|nummer|nummeret|kode|koden)|.*\s(nr\.?|nummer|kode|id)|id|\S+-id|nr|"
    r"(klasse|klassetrin|årgang|trin|hold|spor|uge|måned|kvartal|semester|termin|periode|tid|måling|årstal|\S*år)",
    re.IGNORECASE,
)
PERCENT = re.compile(r"%|\bpct\b|\bprocent|\bi\s+pct|\bandel(e|en)?\b|svarprocent", re.IGNORECASE)
TOTAL = re.compile(
    r"(?:i\s*alt|ialt|total(?:t|en)?|sum|samlet|alle|hele\s+\w+|gennemsnit|snit)\b|"
    r".*\b(?:i\s*alt|total(?:t|en)?|samlet|gennemsnit)\Z",
    re.IGNORECASE,
)
YEAR = re.compile(r"(19|20)\d\d(\s*[/-]\s*((19|20)?\d\d))?")


def own_part(name: str) -> str:
    """Return the column's own heading, without its group: “Antal” of “Piger: Antal”."""
    return name.rpartition(": ")[2].strip()


def names_answers(name: str) -> bool:
    return ANSWERS.fullmatch(own_part(name)) is not None


def names_a_count(name: str) -> bool:
    """Return whether the heading names a count: “Antal bekymringer”, “Inviterede”, “n=”."""
    own = own_part(name)
    return any(pattern.fullmatch(own) for pattern in (ANSWERS, INVITED_COUNT, NUMBER_OF))


def names_persons(name: str) -> bool:
    return PERSONS.fullmatch(own_part(name)) is not None


def names_time(name: str) -> bool:
    return OF_TIME.search(name) is not None


def names_a_label(name: str) -> bool:
    """Return whether the heading names labels: “Enhedsnr.”, “Klassetrin”; not “Antal numre”."""
    return LABEL.fullmatch(own_part(name)) is not None


def names_percents(name: str) -> bool:
    return PERCENT.search(name) is not None


def names_a_total(name: str) -> bool:
    """Return whether the heading names a total: “I alt”, “Hele skolen”, “Gennemsnit”, “Mellemtrin i alt”."""
    return TOTAL.match(name.strip()) is not None
