"""Danish numbers in text: 1.234,5 · 7,3 % · −2 · 1 234."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
SPACED = re.compile(r"\d{1,3}(?: \d{3})+(?:,\d+)?")
WHOLE_OR_COMMA = re.compile(r"\d+(?:,\d+)?|,\d+")
#: 7.3 is no Danish number, but often meant as one; 1.234 is one thousand, as in any Danish file.
POINT = re.compile(r"\d*\.\d+")
#: "7,3 %", "7,3 pct.", "7,3 procent".
PERCENT = re.compile(r"\s?(%|(?<=[\d\s])(?:pct\.?|procent))$", re.IGNORECASE)
MOST_DIGITS = 15


@dataclass(frozen=True)
class Number:
    """`is_percent`: a % sign, or the word, stood behind it. `by_point`: its point was taken for a decimal comma.
    `is_grouped`: its point was taken for thousands, with nothing else to show it."""

    value: Decimal
    is_percent: bool = False
    by_point: bool = False
    is_grouped: bool = False


@lru_cache(maxsize=10_000)
def read_number(text: str) -> Number | None:
    """None when it is no number."""
    plain = SPACES.sub(" ", text).strip().replace("\u2212", "-")
    without = PERCENT.sub("", plain)
    is_percent = without != plain
    plain = without
    sign = -1 if plain.startswith(("-", "\u2013")) else 1
    plain = plain[1:].lstrip() if plain.startswith(("-", "\u2013", "+")) else plain
    if sum(char.isdigit() for char in plain) > MOST_DIGITS or not plain.isascii():
        return None
    if GROUPED.fullmatch(plain):
        value = Decimal(plain.replace(".", "").replace(",", "."))
        return Number(sign * value, is_percent, is_grouped=plain.count(".") == 1 and "," not in plain)
    if SPACED.fullmatch(plain) or WHOLE_OR_COMMA.fullmatch(plain):
        return Number(sign * Decimal(plain.replace(" ", "").replace(",", ".")), is_percent)
    if POINT.fullmatch(plain):
        return Number(sign * Decimal(plain), is_percent, by_point=True)
    return None
