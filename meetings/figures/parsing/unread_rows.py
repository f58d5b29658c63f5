"""Rows that are not read though they have content: those with figures are a problem, the others are reported."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.figures.parsing.choices import LayoutChoices
from meetings.figures.parsing.figure_like import is_almost_a_figure, is_figure
from meetings.figures.parsing.sheet import FiguresFile, Sheet, column_letters

MAX_NAMED = 10


def unread_lines(sheet: Sheet, choices: LayoutChoices) -> list[int]:
    """Return the numbers, from 1, of non-empty lines above the header and below the last line with figures."""
    above = range(1, choices.header_line - choices.header_lines + 1)
    below = range(choices.last_line + 1, len(sheet.rows) + 1)
    return [line for line in (*above, *below) if any(sheet.texts[line - 1])]


def lines_with_figures(sheet: Sheet, lines: Iterable[int], columns: Iterable[int]) -> list[int]:
    """Return those of `lines` with something like a figure in one of `columns`."""
    columns = tuple(columns)
    return [line for line in lines if any(_is_like_a_figure(sheet.text_at(line - 1, column)) for column in columns)]


def describe_unread_rows(sheet: Sheet, lines: list[int]) -> list[str]:
    """Return messages on what was not read of the sheet: `lines`, and what is hidden in the workbook."""
    messages = []
    if lines:
        messages.append(
            _named(ngettext("Row %(names)s is not read.", "Rows %(names)s are not read.", len(lines)), _spans(lines))
        )
    if rows := [row + 1 for row in sheet.hidden_rows]:
        text = ngettext(
            "Row %(names)s is hidden in the workbook, so it was not read.",
            "Rows %(names)s are hidden in the workbook, so they were not read.",
            len(rows),
        )
        messages.append(_named(text, _spans(rows)))
    if columns := [column_letters(column) for column in sheet.hidden_columns]:
        text = ngettext(
            "Column %(names)s is hidden in the workbook, so it was not read.",
            "Columns %(names)s are hidden in the workbook, so they were not read.",
            len(columns),
        )
        messages.append(_named(text, columns))
    if cells := [f"{column_letters(column)}{row + 1}" for row, column in sheet.unseen]:
        text = ngettext(
            "Cell %(names)s is shown as empty in the workbook, so it was not read.",
            "Cells %(names)s are shown as empty in the workbook, so they were not read.",
            len(cells),
        )
        messages.append(_named(text, cells))
    return messages


def describe_unread_sheets(source: FiguresFile, number: int) -> list[str]:
    """Return messages on sheets that are not read and on letters that look wrongly decoded. `number` is the index of
    the sheet that is read."""
    messages = []
    if others := [sheet.name for place, sheet in enumerate(source.sheets) if place != number]:
        text = ngettext("The sheet %(names)s is not read.", "The sheets %(names)s are not read.", len(others))
        messages.append(_named(text, [_("“%(name)s”") % {"name": name} for name in others]))
    if source.hidden:
        text = ngettext(
            "A hidden sheet was not read: %(names)s.", "Hidden sheets were not read: %(names)s.", len(source.hidden)
        )
        messages.append(_named(text, list(source.hidden)))
    if source.odd_word:
        text = _(
            "The letters look wrong: “%(word)s”. Save the file as .xlsx, or as CSV UTF-8, and choose it again before "
            "you keep the figures."
        )
        messages.append(text % {"word": source.odd_word})
    return messages


def _is_like_a_figure(text: str) -> bool:
    return bool(text) and (is_figure(text) or is_almost_a_figure(text))


def _spans(lines: list[int]) -> list[str]:
    """Join consecutive numbers: 1, 2, 3, 7 become 1–3, 7."""
    spans: list[list[int]] = []
    for line in lines:
        if spans and spans[-1][1] == line - 1:
            spans[-1][1] = line
        else:
            spans.append([line, line])
    return [str(first) if first == last else f"{first}–{last}" for first, last in spans]


def _named(text: str, names: list[str]) -> str:
    shown = ", ".join(names[:MAX_NAMED])
    more = len(names) - MAX_NAMED
    return text % {"names": shown if more <= 0 else _("%(names)s and %(count)s more") % {"names": shown, "count": more}}
