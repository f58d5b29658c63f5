"""Keep all text that was not recognised, at its place in the document."""

from django.utils.translation import gettext as _

from meetings.template.importing.lines import Line, Place
from meetings.template.importing.parsed_template import Item, KeptText, ParsedTemplate, Part
from meetings.template.importing.report import Meaning, Report

LEFT_OUT = {
    Place.STRUCK_OUT: Meaning.STRUCK_OUT,
    Place.HIDDEN: Meaning.HIDDEN,
    Place.PLACEHOLDER: Meaning.PLACEHOLDER,
}


def keep_unrecognised(lines: list[Line], template: ParsedTemplate, report: Report) -> None:
    """Fill `kept_as_text` with parts of no recognised kind, and with every line that has words in no field."""
    in_items = {part.line: index for index, item in enumerate(template.items) for part in item.parts}
    starts = {item.line: index for index, item in enumerate(template.items)}
    present: int | None = None
    longer: dict[int, Item] = {}
    for line in lines:
        present = starts.get(line.number, present)
        if line.place.is_left_out:
            report.add(line, LEFT_OUT[line.place], line.text)
            continue
        index = in_items.get(line.number)
        for text in report.kept(line):
            template.kept_as_text.append(KeptText(report.place(line), text, line.number, index))
        if report.unused(line) and (item := _keep(line, template, report, present)) is not None:
            longer[id(item)] = item
    for item in longer.values():
        item.parts.sort(key=lambda part: part.line)


def _keep(line: Line, template: ParsedTemplate, report: Report, present: int | None) -> Item | None:
    """Keep a whole line. Among an item's lines it also becomes a part of that item.

    Returns that item, whose parts must then be sorted by line; None for a line outside the items.
    """
    where = _where(line, report)
    index = present if present is not None and where == template.items[present].title else None
    if index is not None:
        item = template.items[index]
        item.parts.append(Part(line.as_written, item.applies_to, line.number))
    template.kept_as_text.append(KeptText(where, line.as_written, line.number, index))
    report.stand(line, where)
    report.add(line, Meaning.KEPT, line.as_written)
    return template.items[index] if index is not None else None


def _where(line: Line, report: Report) -> str:
    """Return the heading or item above the line, or the name of the page margin it is in."""
    match line.place:
        case Place.HEADER:
            return _("Page header")
        case Place.FOOTER:
            return _("Page footer")
        case Place.CONTENTS:
            return _("Table of contents")
        case _:
            return report.place_near(line)
