"""Apply the number format of a workbook: 0.051 in `0.0%` is shown as "5,1%", 3 in `[<5]"<5";0` as "<5".

Rules: ECMA-376, part 1, 18.8.31. Colours, alignment and thousands separators are ignored, and the decimal sign is
always a comma.
"""

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import NamedTuple

PIECES = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]?|General|Standard|E[+-]|.', re.IGNORECASE | re.DOTALL)
CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]")
MAX_CODE_LENGTH = 255
#: A whole number this large is an identifier and is not formatted: the check for CPR numbers needs it as it is.
LARGE = 100_000_000
DATE_LETTERS = frozenset("dmyhsDMYHS")
GENERAL = {"general", "standard", "@"}
DASHES = frozenset("-–— ")
MINUS = frozenset("-–−(")


class FormatSection(NamedTuple):
    """`decimals` is None where the number is shown as stored. `scale` is the power of ten to multiply by: 2 for
    percent, -3 for thousands. `digits` are the digit placeholders."""

    prefix: str = ""
    suffix: str = ""
    digits: str = ""
    decimals: int | None = None
    scale: int = 0
    condition: tuple[str, Decimal] | None = None


@cache
def format_sections(code: str) -> tuple[FormatSection, ...]:
    """Return the one to four sections of a format code."""
    groups: list[list[str]] = [[]]
    for piece in PIECES.findall(code[:MAX_CODE_LENGTH]):
        if piece == ";":
            groups.append([])
        else:
            groups[-1].append(piece)
    return tuple(_section(pieces) for pieces in groups)


def _section(pieces: list[str]) -> FormatSection:
    found = [CONDITION.fullmatch(piece) for piece in pieces]
    condition = next(((one[1], Decimal(one[2])) for one in found if one), None)
    scale = 2 * pieces.count("%")
    literals, digits, is_as_stored, is_divided = ["", ""], "", False, False
    for piece in pieces:
        if piece.lower() in GENERAL:
            digits, is_as_stored = digits + "0", True
        elif piece in "0#?." or (piece == "," and digits):
            # Literals between the digits: a number such as a telephone number.
            is_as_stored |= bool(literals[1])
            is_divided |= bool(literals[1].strip())
            digits, literals[1] = digits + piece, ""
        elif piece == "/" or piece.upper() in {"E+", "E-"} or piece in DATE_LETTERS:
            is_as_stored = True
        else:
            literals[bool(digits)] += _literal(piece)
    prefix, suffix = ("", "") if is_divided else literals
    decimals, thousands = _decimals(digits)
    return FormatSection(prefix, suffix, digits, None if is_as_stored else decimals, scale - 3 * thousands, condition)


def _literal(piece: str) -> str:
    """The visible characters of a literal."""
    if piece.startswith("[$"):
        return piece[2:].removesuffix("]").partition("-")[0]  # a currency and the number of a language
    if piece[0] == '"':
        return piece[1:].removesuffix('"')
    if piece[0] == "\\":
        return piece[1:]
    return "" if piece[0] in "[_" or (piece[0] == "*" and len(piece) > 1) else piece


def _decimals(digits: str) -> tuple[int, int]:
    """The number of decimals, and by how many thousands the number is divided: one for each comma after the last
    digit."""
    whole, _point, fraction = digits.partition(".")
    kept = whole.rstrip(","), fraction.rstrip(",")
    return len(kept[1].replace(",", "")), len(whole) - len(kept[0]) + len(fraction) - len(kept[1])


def number_as_shown(number: int | float, code: str) -> int | float | str | None:
    """Return the number as shown: rounded, as text when there is text around it, None when nothing is shown."""
    section, is_absolute = _chosen(format_sections(code), number)
    if abs(number) >= LARGE and number == int(number):
        return number
    if not section.digits or (number == 0 and not section.digits.strip("?")):
        text = section.prefix.strip()
        return 0 if number == 0 and text and DASHES.issuperset(text) else text or None
    value = Decimal(repr(number)).scaleb(section.scale)
    if section.decimals is not None:
        value = value.quantize(Decimal(1).scaleb(-section.decimals), ROUND_HALF_UP)
    return around(value, section.prefix, section.suffix, is_absolute=is_absolute)


def around(value: Decimal, prefix: str, suffix: str, *, is_absolute: bool = False) -> int | float | str:
    """Return a number when there is no text around it, else text. `is_absolute`: whether the number is negative is
    shown only by the text around it."""
    prefix, suffix = prefix.strip(), suffix.rstrip()
    if is_absolute and prefix in MINUS and not suffix:
        prefix = ""
    if not prefix and not suffix:
        return int(value) if value == value.to_integral_value() else float(value)
    if is_absolute and not MINUS.isdisjoint(prefix + suffix):
        value = abs(value)
    space = " " if prefix[-1:].isalnum() or prefix[-1:] == "." else ""
    return f"{'-' if value < 0 else ''}{prefix}{space}{format(abs(value), 'f').replace('.', ',')}{suffix}"


def _chosen(sections: tuple[FormatSection, ...], number: int | float) -> tuple[FormatSection, bool]:
    """The section for the number, and whether it shows the number without its sign."""
    numeric = sections[:3]
    if any(section.condition for section in numeric):
        for section in numeric:
            if section.condition is None or _meets(number, *section.condition):
                return section, False
        return numeric[-1], False
    if number < 0 and len(numeric) > 1:
        return numeric[1], True
    return numeric[2 if number == 0 and len(numeric) > 2 else 0], False


def _meets(number: int | float, sign: str, limit: Decimal) -> bool:
    return {
        "<": number < limit, ">": number > limit, "=": number == limit,
        "<=": number <= limit, ">=": number >= limit, "<>": number != limit,
    }[sign]  # fmt: skip
