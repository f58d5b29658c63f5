"""Parse durations in Danish agendas: "ca. 1,5 time", "1½ time", "en halv time", "1 t. 30", "45 min."."""

import re
from dataclasses import dataclass

NUMBER_WORDS = {
    "en": 1.0, "et": 1.0, "én": 1.0, "ét": 1.0, "to": 2.0, "tre": 3.0, "fire": 4.0, "fem": 5.0, "seks": 6.0, "syv": 7.0,
    "otte": 8.0, "ni": 9.0, "ti": 10.0, "femten": 15.0, "tyve": 20.0, "tredive": 30.0, "fyrre": 40.0,
    "femogtyve": 25.0, "femogtredive": 35.0, "femogfyrre": 45.0, "halvtreds": 50.0, "tres": 60.0, "halvfems": 90.0,
    "halvanden": 1.5, "halvandet": 1.5, "en halv": 0.5, "halv": 0.5, "en kvart": 0.25, "kvart": 0.25, "trekvart": 0.75,
    "tre kvart": 0.75, "en og en halv": 1.5, "én og en halv": 1.5, "to og en halv": 2.5, "tre og en halv": 3.5,
    "fire og en halv": 4.5, "to en halv": 2.5, "tre en halv": 3.5,
}  # fmt: skip
FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "1/2": 0.5, "1/4": 0.25, "3/4": 0.75}

_WORD = "|".join(sorted((word.replace(" ", r"\s") for word in NUMBER_WORDS), key=len, reverse=True))
_NUMBER = rf"(?:\d{{1,3}}\s?[½¼¾]|\d\s(?:1/2|1/4|3/4)|(?:1/2|1/4|3/4)|\d{{1,3}}(?:[.,:]\d{{1,2}})?|[½¼¾]|\b(?:{_WORD}))"
_HOURS = r"(?:timers?|times?|tim\.|t\.|t|h)"
_MINUTES = r"(?:minutters?|minutes?|minuts?|mins?\.?)"
_END = r"(?![\wæøå½])"
_ABOUT = r"(?:(?:ca|cirka|omkring|omtrent|max|maks|maksimalt|højst|i\salt|á|à)\b\.?(?:\s?:)?\s?){0,4}"
_UPPER = rf"(?P<low>{_NUMBER})\s?(?:-|–|—|til)\s?(?:(?:ca|maks|max)\b\.?\s?)?(?P<high>{_NUMBER})"

# From the most to the least specific; the first that matches at a position counts.
PATTERN = re.compile(
    rf"(?<![\w,.:/½-]){_ABOUT}(?:"
    rf"(?P<times>\d{{1,2}})\s?[x×*]\s?(?P<each>\d{{1,3}})\s?{_MINUTES}"
    rf"|(?P<hours>{_NUMBER})\s?{_HOURS}{_END}\.?,?\s?(?:og|\+|&)?\s?(?P<rest>\d{{1,2}})(?:\s?(?:{_MINUTES}|m\b)|(?=[\s).,;]*$))"
    rf"|(?P<hoursand>\d{{1,2}}|\b(?:en|én|to|tre|fire))\s?{_HOURS}{_END}\s(?:og\s)(?P<restword>et\skvarter|tre\skvarter|en\shalv|en\skvart)"
    rf"|{_UPPER}\s?(?:(?P<rangehours>{_HOURS})|(?P<rangeminutes>{_MINUTES}))"
    rf"|(?P<quarters>\b(?:et|ét|tre|\d)\s)kvarter(?:s)?"
    rf"|(?P<wholehours>{_NUMBER})\s?{_HOURS}"
    rf"|(?P<minutes>{_NUMBER})\s?{_MINUTES}"
    rf"){_END}\.?",
    re.IGNORECASE,
)
REST_WORDS = {"et kvarter": 15, "tre kvarter": 45, "en halv": 30, "en kvart": 15}
MAX_DURATION_MINUTES = 24 * 60


@dataclass(frozen=True)
class Duration:
    """A duration in minutes, and its position in the text."""

    minutes: int
    start: int
    end: int


def find_duration(text: str, start: int = 0) -> Duration | None:
    """Return the first duration from `start` on, or None. A range ("30-45 min.") counts as its upper end."""
    for found in PATTERN.finditer(text, start):
        minutes = _length(found)
        if minutes is not None and 0 < minutes <= MAX_DURATION_MINUTES:
            return Duration(minutes, found.start(), found.end())
    return None


def find_durations(text: str) -> list[Duration]:
    """Return all durations in the text, from left to right."""
    found: list[Duration] = []
    while one := find_duration(text, found[-1].end if found else 0):
        found.append(one)
    return found


def _length(match: re.Match[str]) -> int | None:
    groups = match.groupdict()
    if groups["times"]:
        return int(groups["times"]) * int(groups["each"])
    if groups["hours"]:
        rest = int(groups["rest"])
        return round(_value(groups["hours"]) * 60) + rest if rest < 60 else None
    if groups["hoursand"]:
        return round(_value(groups["hoursand"]) * 60) + REST_WORDS[groups["restword"].lower()]
    if groups["high"]:
        return _hours_to_minutes(groups["high"]) if groups["rangehours"] else round(_value(groups["high"]))
    if groups["wholehours"]:
        return _hours_to_minutes(groups["wholehours"])
    if groups["minutes"]:
        return round(_value(groups["minutes"]))
    return 15 * round(_value(groups["quarters"]))


def _hours_to_minutes(text: str) -> int:
    """Convert hours to minutes: "1:30" and "1.30" are an hour and thirty minutes, "1.25" and "1,75" are decimal."""
    parts = re.fullmatch(r"(\d{1,3})([.:])(\d{2})", text.strip())
    if parts and (parts[2] == ":" or parts[3] not in {"25", "50", "75"}) and int(parts[3]) < 60:
        return int(parts[1]) * 60 + int(parts[3])
    return round(_value(text) * 60)


def _value(text: str) -> float:
    """Parse a number in digits, fractions or words."""
    plain = re.sub(r"\s+", " ", text.strip().lower())
    if plain in NUMBER_WORDS:
        return NUMBER_WORDS[plain]
    for sign, part in FRACTIONS.items():
        if plain.endswith(sign):
            whole = plain.removesuffix(sign).strip()
            return float(whole or 0) + part
    return float(plain.replace(",", ".").replace(":", "."))
