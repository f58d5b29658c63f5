"""Guesses how a sheet is laid out. A person sees the guess and corrects it."""

import re

from meetings.figures.reading.choices import Choices, ColumnRole, DashMeans
from meetings.figures.reading.marks import Mark, mark_in, notes_say_dash_is_zero
from meetings.figures.reading.numbers import read_number
from meetings.figures.reading.sheet import Sheet

COUNT_WORDS = re.compile(
    r"(antal\s+)?(besvarelser|svar|respondenter|deltagere|observationer)|antal(\s+(elever|børn|ansatte))?|n|n\s*=.*",
    re.IGNORECASE,
)
NOTE = re.compile(r"\s*(kilde|noter?|anm(ærkning)?|bemærk|\*+\s|-\s*[=:]|[\"“][-*.]+[\"”])", re.IGNORECASE)
TOTAL = re.compile(
    r"(i\s*alt|ialt|total(t|en)?|sum|samlet|alle|hele\s+\w+|gennemsnit|snit)\b.*",
    re.IGNORECASE,
)
TOTAL_AT_THE_END = re.compile(r".*\b(i\s*alt|total(t|en)?|samlet|gennemsnit)", re.IGNORECASE)
YEAR = re.compile(r"(19|20)\d\d(\s*[/-]\s*((19|20)?\d\d))?")


def names_a_total(name: str) -> bool:
    """“I alt”, “Hele skolen”, “Gennemsnit”, “Mellemtrin i alt”."""
    plain = name.strip()
    return TOTAL.match(plain) is not None or TOTAL_AT_THE_END.fullmatch(plain) is not None


def guess(sheet: Sheet, *, is_percent: bool = False) -> Choices:
    """`is_percent`: the figures are known to be percent."""
    first = _first_line_of_figures(sheet)
    header = _line_above(sheet, first)
    last = _last_line(sheet, first)
    roles = _roles(sheet, header, first, last, is_percent)
    notes = [sheet.text_at(row, 0) for row in (*range(max(header - 1, 0)), *range(last, len(sheet.rows)))]
    return Choices(
        header_line=header,
        header_lines=2 if _has_two_lines(sheet, header) else 1,
        last_line=last,
        roles=roles,
        dash=DashMeans.ZERO if notes_say_dash_is_zero(notes) else DashMeans.ASK,
    )


def _is_figure(sheet: Sheet, row: int, column: int) -> bool:
    """A number, or a sign for a hidden one. Years are names of columns rather than figures."""
    text = sheet.text_at(row, column)
    if not text:
        return (row, column) in sheet.uncalculated
    if YEAR.fullmatch(text):
        return False
    return read_number(text) is not None or mark_in(text) in {Mark.HIDDEN, Mark.DASH, Mark.ERROR}


def _figures_in(sheet: Sheet, row: int) -> int:
    return sum(_is_figure(sheet, row, column) for column in range(1, sheet.width))


def _first_line_of_figures(sheet: Sheet) -> int:
    """Counted from 0; the second line when nothing looks like figures."""
    for row in range(len(sheet.rows)):
        if _figures_in(sheet, row) and (sheet.text_at(row, 0) or sheet.text_at(row, 1) or row > 0):
            return row
    return min(1, len(sheet.rows) - 1)


def _line_above(sheet: Sheet, first: int) -> int:
    """The nearest line above with something in it, counted from 1; 0 when there is none."""
    return next((row + 1 for row in range(first - 1, -1, -1) if any(sheet.rows[row])), 0)


def _filled(sheet: Sheet, row: int) -> list[int]:
    return [column for column in range(sheet.width) if sheet.text_at(row, column)]


def _has_two_lines(sheet: Sheet, header: int) -> bool:
    """The line above the header names groups of columns."""
    if header < 2:
        return False
    above, below = _filled(sheet, header - 2), _filled(sheet, header - 1)
    groups = [column for column in above if column > 0]
    merged = any(top == header - 2 and right > left for top, left, _bottom, right in sheet.merged)
    if not groups or (len(groups) >= len([column for column in below if column > 0]) and not merged):
        return False
    return merged or 0 not in above or 0 not in below


def _last_line(sheet: Sheet, first: int) -> int:
    """Up to the blank line before the notes."""
    last = first
    for row in range(first, len(sheet.rows)):
        filled = _filled(sheet, row)
        if not filled:
            following = next((line for line in range(row, len(sheet.rows)) if _filled(sheet, line)), None)
            if following is None or not _figures_in(sheet, following):
                break
            continue
        if filled == [0] and NOTE.match(sheet.text_at(row, 0)):
            break
        last = row
    return last + 1


def _roles(sheet: Sheet, header: int, first: int, last: int, is_percent: bool) -> tuple[ColumnRole, ...]:
    roles = [_role(sheet, header, column, first, last, is_percent) for column in range(sheet.width)]
    if ColumnRole.NAME not in roles:
        # Rows are named by years or numbers.
        named = next((column for column, role in enumerate(roles) if role != ColumnRole.OUT), None)
        if named is not None:
            roles[named] = ColumnRole.NAME
    values = [column for column, role in enumerate(roles) if role in {ColumnRole.VALUE, ColumnRole.FRACTION}]
    if not values or roles.count(ColumnRole.COUNT) > 1:  # “Antal” under girls and under boys are figures themselves
        roles = [ColumnRole.VALUE if role == ColumnRole.COUNT else role for role in roles]
    return tuple(_as_long_form(sheet, roles, first, last))


def _role(sheet: Sheet, header: int, column: int, first: int, last: int, is_percent: bool) -> ColumnRole:
    texts = [sheet.text_at(row, column) for row in range(first, last)]
    filled = [text for text in texts if text]
    if not filled and not any((row, column) in sheet.uncalculated for row in range(first, last)):
        return ColumnRole.OUT
    if filled and all(YEAR.fullmatch(text) for text in filled):
        return ColumnRole.NAME
    figures = sum(_is_figure(sheet, row, column) for row in range(first, last))
    if column == 0 or figures * 2 < len(filled):
        is_text = any(read_number(text) is None and mark_in(text) is None for text in filled)
        return ColumnRole.NAME if column == 0 or is_text else ColumnRole.VALUE
    if header and COUNT_WORDS.fullmatch(sheet.text_at(header - 1, column)):
        return ColumnRole.COUNT
    return ColumnRole.FRACTION if _are_fractions(sheet, column, first, last, is_percent) else ColumnRole.VALUE


def _are_fractions(sheet: Sheet, column: int, first: int, last: int, is_percent: bool) -> bool:
    places = [(row, column) for row in range(first, last)]
    if any(place in sheet.percents for place in places):
        return True
    numbers = [number for place in places if (number := read_number(sheet.text_at(*place)))]
    between = [number for number in numbers if not number.is_percent and 0 < number.value < 1]
    return is_percent and bool(between) and all(0 <= one.value <= 1 for one in numbers if not one.is_percent)


def _as_long_form(sheet: Sheet, roles: list[ColumnRole], first: int, last: int) -> list[ColumnRole]:
    """One figure a line, named by two columns: the last of them names columns."""
    names = [column for column, role in enumerate(roles) if role == ColumnRole.NAME]
    values = [role for role in roles if role in {ColumnRole.VALUE, ColumnRole.FRACTION}]
    if len(names) < 2 or len(values) != 1 or last - first < 3:
        return roles
    lines = [tuple(sheet.text_at(row, column) for column in names) for row in range(first, last)]
    across = len({line[-1] for line in lines})
    if len({line[:-1] for line in lines}) < len(lines) and len(set(lines)) == len(lines) and across <= len(lines) / 2:
        roles[names[-1]] = ColumnRole.ACROSS
    return roles
