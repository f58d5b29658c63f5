"""Keep all text that was not recognised, at its place in the document."""

from django.utils.translation import gettext as _

from meetings.template.importing.lines import LinePlace, TextLine
from meetings.template.importing.parsed_template import ParsedItem, ParsedItemText, ParsedTemplate, UnrecognisedText
from meetings.template.importing.report import Meaning, Report

LEFT_OUT = {
    LinePlace.STRUCK_OUT: Meaning.STRUCK_OUT,
    LinePlace.HIDDEN: Meaning.HIDDEN,
    LinePlace.PLACEHOLDER: Meaning.PLACEHOLDER,
}


def keep_unrecognised(lines: list[TextLine], template: ParsedTemplate, report: Report) -> None:
    """Fill `kept_as_text` with parts of no recognised kind, and with every line that has words in no field."""
    in_items = {part.line: index for index, item in enumerate(template.items) for part in item.parts}
    starts = {item.line: index for index, item in enumerate(template.items)}
    present: int | None = None
    longer: dict[int, ParsedItem] = {}
    for line in lines:
        present = starts.get(line.number, present)
        if line.place.is_left_out:
            report.add(line, LEFT_OUT[line.place], line.text)
            continue
        index = in_items.get(line.number)
        for text in report.kept(line):
            template.kept_as_text.append(UnrecognisedText(report.place(line), text, line.number, index))
        if report.unused(line) and (item := _keep(line, template, report, present)) is not None:
            longer[id(item)] = item
    for item in longer.values():
        item.parts.sort(key=lambda part: part.line)


def _keep(line: TextLine, template: ParsedTemplate, report: Report, present: int | None) -> ParsedItem | None:
    """Keep a whole line. Among an item's lines it also becomes a part of that item.

    Returns that item, whose parts must then be sorted by line; None for a line outside the items.
    """
    where = _where(line, report)
    index = present if present is not None and where == template.items[present].title else None
    if index is not None:
        item = template.items[index]
        item.parts.append(ParsedItemText(line.as_written, item.applies_to, line.number))
    template.kept_as_text.append(UnrecognisedText(where, line.as_written, line.number, index))
    report.stand(line, where)
    report.add(line, Meaning.KEPT, line.as_written)
    return template.items[index] if index is not None else None


def _where(line: TextLine, report: Report) -> str:
    """Return the heading or item above the line, or the name of the page margin it is in."""
    match line.place:
        case LinePlace.HEADER:
            return _("Page header")
        case LinePlace.FOOTER:
            return _("Page footer")
        case LinePlace.CONTENTS:
            return _("Table of contents")
        case _:
            return report.place_near(line)
