"""Compare periods written as free text: "foråret 2026", "2025/26", "uge 12", "1. kvartal"."""

import re

SCHOOL_YEAR = re.compile(r"\b(20\d\d)\s?[/-]\s?(?:20)?(\d\d)\b")
YEAR = re.compile(r"\b20\d\d\b")
NUMBER = re.compile(r"\b\d{1,2}\b")
SPRING = re.compile(r"\bforår", re.IGNORECASE)
AUTUMN = re.compile(r"\befterår", re.IGNORECASE)
MONTH_NAMES = (
    r"jan(?:uar)?|feb(?:ruar)?|mar(?:ts)?|apr(?:il)?|maj|juni?|juli?|aug(?:ust)?|sep(?:t|tember)?|okt(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?"
)
MONTH = re.compile(rf"\b(?:{MONTH_NAMES})\b", re.IGNORECASE)
MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


def half_years(text: str) -> set[int]:
    """Return the half-years from the first to the last that `text` names, each as an integer: twice the year, plus
    one for the second half. A school year is the second half of one year and the first half of the next. Empty when
    no year is named."""
    found = set()
    for match in SCHOOL_YEAR.finditer(text):
        first = int(match[1])
        if (first + 1) % 100 == int(match[2]):
            found |= {2 * first + 1, 2 * first + 2}
    rest = SCHOOL_YEAR.sub(" ", text) if found else text
    halves = {0} if SPRING.search(text) and not AUTUMN.search(text) else {0, 1}
    halves = {1} if AUTUMN.search(text) and not SPRING.search(text) else halves
    found |= {2 * int(year) + half for year in YEAR.findall(rest) for half in halves}
    return _filled(found)


def may_overlap(one: str, other: str) -> bool:
    """Return whether the periods may overlap: not only when they are certainly different: other years, halves, months,
    weeks or quarters."""
    return not any(
        mine and theirs and not mine & theirs
        for mine, theirs in (
            (half_years(one), half_years(other)),
            (_months(one), _months(other)),
            (_numbers(one), _numbers(other)),
        )
    )


def _months(text: str) -> set[int]:
    return _filled({MONTHS.index(name[:3].casefold()) for name in MONTH.findall(text)})


def _numbers(text: str) -> set[int]:
    """Numbers that are not years: of weeks, quarters, rounds."""
    return _filled({int(number) for number in NUMBER.findall(YEAR.sub(" ", SCHOOL_YEAR.sub(" ", text)))})


def _filled(found: set[int]) -> set[int]:
    return set(range(min(found), max(found) + 1)) if found else set()


#: The only words that the name of a point in time may consist of, besides a year.
TIME_WORDS = re.compile(
    rf"(?:skoleår(?:et)?|år|forår(?:et)?|efterår(?:et)?|uge|kvartal|(?:{MONTH_NAMES})|[\d./, -])*",
    re.IGNORECASE,
)


def place_in_time(name: str) -> tuple[int, int, int] | None:
    """Return a sort key (half-year, month, number) for names such as "2025", "2025/2026", "maj 2026" or "uge 12"; None
    when the name is no point in time."""
    halves, months, numbers = half_years(name), _months(name), _numbers(name)
    is_named = halves or months or (numbers and re.match(r"\s*(?:uge|\d\.\s*kvartal)", name, re.IGNORECASE))
    if not is_named or TIME_WORDS.fullmatch(name.strip()) is None:
        return None
    return min(halves, default=0), min(months, default=0), min(numbers, default=0)
