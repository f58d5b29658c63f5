"""Read the choices made on the preview (header, roles of columns, meaning of a dash). Invalid choices fall back to
the guess."""

from dataclasses import replace

from django.http import QueryDict

from meetings.figures.parsing.choices import ColumnRole, DashMeans, LayoutChoices
from meetings.figures.parsing.layout import guess_layout
from meetings.figures.parsing.sheet import FiguresFile, Sheet
from meetings.figures.parsing.sheet_choice import best_sheet


def chosen_sheet(source: FiguresFile, posted: QueryDict) -> int:
    return _number(posted.get("sheet"), best_sheet(source), 0, len(source.sheets) - 1)


def choices_from(sheet: Sheet, posted: QueryDict, *, is_percent: bool) -> LayoutChoices:
    """Return the guessed layout, replaced by what was chosen on a preview of this same sheet. `is_percent`: the figures
    are percents."""
    guessed = guess_layout(sheet, is_percent=is_percent)
    if posted.get("read-sheet") != posted.get("sheet", "0"):
        return guessed  # the first preview, or the choices belong to another sheet
    most = len(sheet.rows)
    header = _number(posted.get("header_line"), guessed.header_line, 0, most)
    left_out = frozenset(int(line) for line in posted.getlist("out") if line.isdecimal() and len(line) < 7)
    dash = posted.get("dash", "")
    return replace(
        guessed,
        header_line=header,
        header_lines=min(_number(posted.get("header_lines"), guessed.header_lines, 1, 2), max(header, 1)),
        last_line=_number(posted.get("last_line"), guessed.last_line, header + 1, most),
        roles=tuple(_role(posted.get(f"role-{column}"), role) for column, role in enumerate(guessed.roles)),
        dash=DashMeans(dash) if dash in set(DashMeans) else guessed.dash,
        left_out=left_out,
    )


def _role(text: str | None, guessed: ColumnRole) -> ColumnRole:
    return ColumnRole(text) if text in set(ColumnRole) else guessed


def _number(written: str | None, otherwise: int, least: int, maximum: int) -> int:
    text = str(written or "").strip()
    return max(least, min(int(text), maximum)) if text.isdecimal() and len(text) < 7 else otherwise
