"""Parse numbers as Danish tables write them: 1.234,5 · 7,3 % · −2 · 1 234 · 987,00 kr. · (2,5) · 5,1¹."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

SPACES = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
#: 1 234,5 and the Swiss 1'234,5.
SPACED = re.compile(r"\d{1,3}(?:([ '])\d{3})(?:\1\d{3})*(?:[,.]\d+)?")
#: 1,234.50 and 1,234,567 can only be English.
ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}")
WHOLE_OR_COMMA = re.compile(r"\d+(?:,\d+)?|,\d+")
#: 7.3 is no Danish notation, but is often meant as 7,3; 1.234 is read as one thousand two hundred and thirty-four.
POINT = re.compile(r"\d*\.\d+")
THREE_DECIMALS = re.compile(r"[1-9]\d{0,2},\d{3}")
#: "7,3 %", "7,3 pct.", "7,3 procent".
PERCENT = re.compile(r" ?(?:%|pct\.?|procent)", re.IGNORECASE)
#: Units that don't change the number. Not "t.kr." or "‰", which do.
UNIT = re.compile(
    r" ?(?:kr\.?|dkk|€|eur|stk\.?|dage?|timer?|min\.?|minutter|uger?|måneder|mdr\.?|år|gange?|points?|"
    r"pct\.? ?-?points?|procentpoints?|%-?points?|"
    r"elever|børn|personer|besvarelser|svar|ansatte|medarbejdere|årsværk|m²|m2|km)",
    re.IGNORECASE,
)
CURRENCY = re.compile(r"(?:kr\.?|dkk|€|eur) ?", re.IGNORECASE)
#: The mark of a footnote.
NOTE = re.compile(r" ?(?:[¹²³⁰⁴-⁹ᵃ-ᶻ⁾]{1,5}|\*{1,3}|†|‡)$")
UNSEEN = str.maketrans("", "", "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
MINUS = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d", "-") | {"’": "'", "´": "'"})
MAX_DIGITS = 15
MAX_TEXT_LENGTH = 60


@dataclass(frozen=True)
class Number:
    """`is_percent`: followed by a % sign or the word. `by_point`: its point was read as a decimal comma, or it is
    English.

    `is_grouped`: ambiguous. Its point was read as a thousands separator, or its comma as a decimal sign, and nothing
    else shows it, so it means something else beside numbers of the other notation.
    """

    value: Decimal
    is_percent: bool = False
    by_point: bool = False
    is_grouped: bool = False


@lru_cache(maxsize=10_000)
def read_number(text: str) -> Number | None:
    """Return the number, or None when the text is none."""
    plain = SPACES.sub(" ", text.translate(UNSEEN)).strip().translate(MINUS)
    if not plain or len(plain) > MAX_TEXT_LENGTH:
        return None
    plain, in_brackets = _without_brackets(NOTE.sub("", plain))
    digits, is_percent = _without_units(plain)
    digits, sign = _without_sign(digits)
    sign = -1 if in_brackets else sign
    if not digits.isascii() or sum(char.isdigit() for char in digits.lstrip("0.,")) > MAX_DIGITS:
        return None
    if GROUPED.fullmatch(digits):
        value = digits.replace(".", "").replace(",", ".")
        return Number(sign * Decimal(value), is_percent, is_grouped=digits.count(".") == 1 and "," not in digits)
    if ENGLISH.fullmatch(digits):
        return Number(sign * Decimal(digits.replace(",", "")), is_percent, by_point=True)
    if SPACED.fullmatch(digits):
        value = digits.replace(" ", "").replace("'", "").replace(",", ".")
        return Number(sign * Decimal(value), is_percent, by_point="." in digits)
    if WHOLE_OR_COMMA.fullmatch(digits):
        is_ambiguous = THREE_DECIMALS.fullmatch(digits) is not None
        return Number(sign * Decimal(digits.replace(",", ".")), is_percent, is_grouped=is_ambiguous)
    if POINT.fullmatch(digits):
        return Number(sign * Decimal(digits), is_percent, by_point=True)
    return None


def _without_brackets(plain: str) -> tuple[str, bool]:
    """Brackets mean minus in accounts. Returns the text without them, and whether there were any."""
    is_inside = plain.startswith("(") and plain.endswith(")") and "-" not in plain
    return (plain[1:-1].strip(), True) if is_inside else (plain, False)


def _without_units(plain: str) -> tuple[str, bool]:
    """Remove percent sign, unit and currency; return the rest and whether it is percent."""
    plain = plain.removesuffix(",-").removesuffix(",--")  # 250,- is an amount
    amount = plain.lstrip("-+ ")
    if before := CURRENCY.match(amount):
        plain = plain[: len(plain) - len(amount)].strip() + amount[before.end() :]
    end = max((place for place, char in enumerate(plain) if char in "0123456789-"), default=-1) + 1
    behind = plain[end:]
    if behind and PERCENT.fullmatch(behind):
        return plain[:end], True
    return (plain[:end], False) if behind and UNIT.fullmatch(behind) else (plain, False)


def _without_sign(plain: str) -> tuple[str, int]:
    """Remove a minus before or after the number; return the rest and 1 or -1."""
    if plain.startswith("-"):
        return plain[1:].lstrip(), -1
    if plain.endswith("-"):
        return plain[:-1].rstrip(), -1
    return plain.removeprefix("+").lstrip(), 1
