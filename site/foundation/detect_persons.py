"""Detect tables whose rows look like individual persons instead of groups."""

import re
from collections.abc import Sequence
from itertools import zip_longest

#: Column headers of names and ids of persons in lists of pupils or staff.
PERSON_HEADER = re.compile(
    r"(elev|barn|barnets|elevens|pige|dreng|medarbejder)(s|ens)?(\s*(navn|id|nr\.?|nummer))?|fornavn|efternavn|"
    r"fulde\s+navn|uni-?(login|id|c)|bruger-?(navn|id)|lønnummer|cpr(-?nr\.?)?|personnummer|fødselsdato|e-?mail", re.I
)  # fmt: skip
#: Two or three words with capitals: Anna Holm, Anna Kirstine Holm.
FULL_NAME = re.compile(r"[A-ZÆØÅ][a-zæøåéüö'-]+(?: [A-ZÆØÅ][a-zæøåéüö'.-]*){1,3}")
LONG_NUMBER = re.compile(r"[A-Za-z]{0,4}\d{4,}")
#: Headers of numbers of places, such as a school or a workplace, never of persons.
UNIT_NUMBER = re.compile(
    r"(enheds?|afdelings?|skole|institutions?|dagtilbuds?|område|distrikts?|stamenheds?|produktionsenheds?|lokations?|"
    r"p|ean|cvr|stil|post|konto|linje|løbe|række)[- ]?(nr\.?|nummer|kode|id)",
    re.IGNORECASE,
)
FEW_ROWS = 4
#: Words in names of groups, which look like names of persons: Nørre Skole, Rød Stue.
GROUP = re.compile(r"skole|hus|have|stue|gruppe|klasse|område|årgang|afdeling|team|hold|trivsel|orden|kommune", re.I)


def look_like_persons(headers: list[str], columns: Sequence[Sequence[str]]) -> bool:
    """Return whether rows seem to be persons; the user is asked then. `columns`: the values of each column that names
    rows; `headers`: their headers, or empty."""
    if any(PERSON_HEADER.fullmatch(header.strip()) for header in headers):
        return True
    for header, column in zip_longest(headers, columns, fillvalue=""):
        if UNIT_NUMBER.fullmatch(header.strip()):
            continue
        given = [text for text in column if text]
        if len(given) < FEW_ROWS or len(set(given)) < len(given):
            continue
        persons = sum(not GROUP.search(text) for text in filter(FULL_NAME.fullmatch, given))
        numbers = sum(not re.fullmatch(r"(19|20)\d\d", text) for text in filter(LONG_NUMBER.fullmatch, given))
        if persons * 2 > len(given) or (numbers * 10 > len(given) * 9 and len(given) > FEW_ROWS * 2):
            return True
    return False
