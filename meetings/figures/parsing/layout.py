"""Guess the layout of a sheet. The user sees the guess and can correct it."""

import re

from meetings.figures.parsing.choices import FIGURE_ROLES, ColumnRole, DashMeans, LayoutChoices
from meetings.figures.parsing.figure_like import DATE, is_almost_a_figure, is_figure
from meetings.figures.parsing.headings import YEAR, names_a_label, names_answers
from meetings.figures.parsing.missing_value_marks import mark_in, notes_say_dash_is_zero
from meetings.figures.parsing.parse_number import read_number
from meetings.figures.parsing.sheet import Sheet

NOTE = re.compile(
    r"\s*(kilde|noter?|anm(ærkning)?|bemærk|\*+\s|-\s*[=:]|[\"“][-*.]+[\"”]|\d{1,2}\)\s|[¹²³⁴⁵⁶⁷⁸⁹])", re.IGNORECASE
)
ENDS_IN_NUMBER = re.compile(r"[^:]{1,60}: *\d")
#: Information about the file above a table: “Udtrukket: 1. maj”.
ABOUT_THE_FILE = re.compile(
    r"(kilde|noter?|udtræk|udtrukket|dato|oprettet|opgjort|rapport|filter|titel|emne)\b", re.IGNORECASE
)
#: “0-4”, “10+”, “over 20” name the columns of a distribution.
RANGE = re.compile(r"\d+ ?[-–] ?\d+|\d+ ?\+|(over|under|mindst|højst|[<>≤≥]) ?\d+", re.IGNORECASE)
MAX_LINES_ABOVE = 12


def guess_layout(sheet: Sheet, *, is_percent: bool = False) -> LayoutChoices:
    """Guess header, rows, roles of columns and the meaning of a dash. `is_percent`: the figures are known to be
    percents."""
    first = _first_line_of_figures(sheet)
    header = _header_line(sheet, first)
    first = header or first  # all lines below the header are read, also those without figures
    last, notes_between = _last_line(sheet, first)
    roles = _roles(sheet, header, first, last, is_percent)
    notes = [sheet.text_at(row, 0) for row in (*range(max(header - 1, 0)), *range(last, len(sheet.rows)))]
    return LayoutChoices(
        header_line=header,
        header_lines=2 if _has_two_lines(sheet, header) else 1,
        last_line=last,
        roles=roles,
        dash=DashMeans.ZERO if notes_say_dash_is_zero(notes) else DashMeans.ASK,
        left_out=frozenset(row + 1 for row in (*notes_between, *_repeated_headers(sheet, header, last))),
    )


def _is_figure(sheet: Sheet, row: int, column: int) -> bool:
    text = sheet.text_at(row, column)
    return is_figure(text) if text else (row, column) in sheet.uncalculated


def figures_in(sheet: Sheet, row: int) -> int:
    """Return how many cells of the row look like figures. The first column is not counted: it names the row."""
    return sum(_is_figure(sheet, row, column) for column in range(1, sheet.width))


def _first_line_of_figures(sheet: Sheet) -> int:
    """Its index, from 0; the second line when nothing looks like figures."""
    rows = range(len(sheet.rows))
    first = next((row for row in rows if _begins_figures(sheet, row)), min(1, len(sheet.rows) - 1))
    return _after_a_few_lines_above(sheet, first)


def _repeated_headers(sheet: Sheet, header: int, last: int) -> list[int]:
    """Indexes of lines that repeat the header, as reports do on each page."""
    return [row for row in range(header, last) if header and sheet.texts[row] == sheet.texts[header - 1]]


def _begins_figures(sheet: Sheet, row: int) -> bool:
    if not figures_in(sheet, row) or not (row > 0 or sheet.text_at(row, 0) or sheet.text_at(row, 1)):
        return False
    is_first = not any(any(line) for line in sheet.rows[:row])
    has_number = any(read_number(sheet.text_at(row, column)) for column in range(1, sheet.width))
    return has_number or not is_first or not figures_in(sheet, row + 1)  # “0-4” and “*” may name columns


def _after_a_few_lines_above(sheet: Sheet, first: int) -> int:
    """Skip “Antal elever: 412” and an empty line above the table: a block that begins with a line of names and has
    more figures is the table."""
    end = next((row for row in range(first, len(sheet.rows)) if not any(sheet.texts[row])), len(sheet.rows))
    header = next((row for row in range(end, len(sheet.rows)) if any(sheet.texts[row])), None)
    if header is None or _line_above(sheet, first) or figures_in(sheet, header) or len(_filled(sheet, header)) < 2:
        return first
    following = [figures_in(sheet, row) for row in range(header + 1, min(header + 50, len(sheet.rows)))]
    few = sum(figures_in(sheet, row) for row in range(first, end))
    return header + 1 + next((n for n, count in enumerate(following) if count), 0) if sum(following) > few else first


def _header_line(sheet: Sheet, first: int) -> int:
    """The number of the line above `first` that names the columns, from 1; 0 without one.

    It is the line with the most cells, and of several the highest: the lines below it may be rows in which a figure is
    missing or can't be read.
    """
    lines: list[int] = []
    for row in range(first - 1, -1, -1):
        if _filled(sheet, row):
            lines.append(row)
        elif any(len(_filled(sheet, line)) > 1 for line in lines):
            break
        if len(lines) == MAX_LINES_ABOVE:
            break
    lines = [row for row in lines if not _has_figures_in_other_words(sheet, row)]
    if not lines:
        return 0
    named = [row for row in lines if not ABOUT_THE_FILE.match(sheet.text_at(row, 0))] or lines
    best = max(named, key=lambda row: (len(_filled(sheet, row)), -row))
    if best + 1 in lines and best + 2 == first and not sheet.text_at(best + 1, 0):
        return best + 2  # a second line below: “pct.” under “Fravær”
    return best + 1


def _has_figures_in_other_words(sheet: Sheet, row: int) -> bool:
    """Return whether it is a line of cells such as “ca. 5”, “12/25” or dates: it is no header."""
    texts = [text for column in range(1, sheet.width) if (text := sheet.text_at(row, column))]
    if len(texts) > 1 and all(map(RANGE.fullmatch, texts)) and len(set(texts)) == len(texts):
        return False
    return sum(is_almost_a_figure(text) or DATE.fullmatch(text) is not None for text in texts) * 2 > len(texts)


def _line_above(sheet: Sheet, first: int) -> int:
    """The number of the nearest non-empty line above, from 1; 0 without one."""
    return next((row + 1 for row in range(first - 1, -1, -1) if any(sheet.rows[row])), 0)


def _filled(sheet: Sheet, row: int) -> list[int]:
    return [column for column, text in enumerate(sheet.texts[row]) if text]


def _has_two_lines(sheet: Sheet, header: int) -> bool:
    """Return whether the line above the header names groups of columns."""
    if header < 2:
        return False
    above, below = _filled(sheet, header - 2), _filled(sheet, header - 1)
    groups = [column for column in above if column > 0]
    merged = any(top == header - 2 and right > left for top, left, _bottom, right in sheet.merged)
    if above and above[0] == 0 and below and below[0] > 0 and len(above) > 1:
        return True
    if not groups or (len(groups) >= len([column for column in below if column > 0]) and not merged):
        return False
    return merged or 0 not in above or 0 not in below


def _last_line(sheet: Sheet, first: int) -> tuple[int, list[int]]:
    """The number of the last line with figures, from 1, and the indexes of notes between figures. Notes after it are
    left out."""
    last = first
    notes: list[int] = []
    between: list[int] = []
    rows = iter(range(first, len(sheet.rows)))
    for row in rows:
        if not any(sheet.texts[row]):
            row = next((later for later in rows if any(sheet.texts[later])), -1)
            if row < 0 or not figures_in(sheet, row):
                break
        if _is_note(sheet, row):
            notes.append(row)
        elif notes and not figures_in(sheet, row):
            break
        else:
            between += notes
            last, notes = row, []
    return last + 1, between


def _is_note(sheet: Sheet, row: int) -> bool:
    """Return whether it is a note, also one split by the separator, and for “Antal svar: 412” standing alone."""
    first = next(filter(None, sheet.texts[row]), "")
    is_alone = ":" in first and ENDS_IN_NUMBER.match(first) is not None and len(_filled(sheet, row)) == 1
    return (is_alone or NOTE.match(first) is not None) and not figures_in(sheet, row)


def _roles(sheet: Sheet, header: int, first: int, last: int, is_percent: bool) -> tuple[ColumnRole, ...]:
    roles = [_role(sheet, header, column, first, last, is_percent) for column in range(sheet.width)]
    if ColumnRole.NAME not in roles:
        # Years or numbers name the rows.
        named = next((column for column, role in enumerate(roles) if role != ColumnRole.OUT), None)
        if named is not None:
            roles[named] = ColumnRole.NAME
    has_values = not FIGURE_ROLES.isdisjoint(roles)
    if not has_values or roles.count(ColumnRole.COUNT) > 1:  # “Antal” under girls and under boys are figures themselves
        roles = [ColumnRole.VALUE if role == ColumnRole.COUNT else role for role in roles]
    return tuple(_as_long_form(sheet, roles, first, last))


def _role(sheet: Sheet, header: int, column: int, first: int, last: int, is_percent: bool) -> ColumnRole:
    filled = [text for text in sheet.texts_of_column(column)[first:last] if text]
    if not filled and not any((row, column) in sheet.uncalculated for row in range(first, last)):
        return ColumnRole.OUT
    name = sheet.text_at(header - 1, column) if header else ""
    if column == 0 or _are_years(name, filled):
        return ColumnRole.NAME
    if names_a_label(name) and all(_is_whole(text) for text in filled):
        return ColumnRole.NAME
    others = [text for text in filled if not is_figure(text)]
    almost = sum(map(is_almost_a_figure, others))
    if (len(filled) - len(others) + almost) * 2 < len(filled) and not any(map(_is_measured, filled)):
        is_text = any(read_number(text) is None and mark_in(text) is None for text in filled)
        return ColumnRole.NAME if is_text else ColumnRole.VALUE
    if names_answers(name):
        return ColumnRole.COUNT
    return ColumnRole.FRACTION if _are_fractions(sheet, column, first, last, is_percent) else ColumnRole.VALUE


def _are_years(name: str, texts: list[str]) -> bool:
    """Return whether they are years; not for 2010 under “Elever”, which is a number of pupils."""
    if not texts or not all(map(YEAR.fullmatch, texts)):
        return False
    return not name or names_a_label(name) or any("/" in text or "-" in text for text in texts)


def _is_whole(text: str) -> bool:
    return text.replace(" ", "").isdecimal()


def _is_measured(text: str) -> bool:
    """Return whether it is a number with decimals or a unit, which can't name a row."""
    return read_number(text) is not None and not _is_whole(text)


def _are_fractions(sheet: Sheet, column: int, first: int, last: int, is_percent: bool) -> bool:
    if not is_percent:
        return False
    numbers = [number for row in range(first, last) if (number := read_number(sheet.text_at(row, column)))]
    between = [number for number in numbers if not number.is_percent and 0 < number.value < 1]
    return bool(between) and all(0 <= one.value <= 1 for one in numbers if not one.is_percent)


def _as_long_form(sheet: Sheet, roles: list[ColumnRole], first: int, last: int) -> list[ColumnRole]:
    """Detect one figure a line, named by two columns: the last of the two gets the role ACROSS."""
    names = [column for column, role in enumerate(roles) if role == ColumnRole.NAME]
    values = [role for role in roles if role in FIGURE_ROLES]
    if len(names) < 2 or len(values) != 1 or last - first < 3:
        return roles
    lines = [tuple(sheet.text_at(row, column) for column in names) for row in range(first, last)]
    across = len({line[-1] for line in lines})
    if len({line[:-1] for line in lines}) < len(lines) and len(set(lines)) == len(lines) and across <= len(lines) / 2:
        roles[names[-1]] = ColumnRole.ACROSS
    return roles
