"""Find the agenda in a document without a heading for it."""

from dataclasses import replace

from meetings.template.importing.agenda_item_starts import timed_starts
from meetings.template.importing.lines import TextLine
from meetings.template.importing.sections import Chapter
from meetings.template.importing.tables import agenda_table, by_table
from meetings.template.importing.vocabulary import TemplateSection, section_named


def with_agenda(chapters: list[Chapter], title: TextLine | None) -> list[Chapter]:
    """Return the chapters with an agenda among them, found by its times or by the document's title if need be."""
    if any(chapter.section is TemplateSection.AGENDA and chapter.lines for chapter in chapters):
        return chapters
    merged = _together(chapters)
    by_times = _unnamed_agenda(merged)
    if any(chapter.section is TemplateSection.AGENDA and chapter.lines for chapter in by_times):
        return by_times
    named = section_named(title.text, heading=True) if title else None
    if named is not None and named.section is TemplateSection.AGENDA and merged[0].section is TemplateSection.OTHER:
        return [replace(merged[0], section=TemplateSection.AGENDA), *merged[1:]]
    return chapters


def _together(chapters: list[Chapter]) -> list[Chapter]:
    """Merge neighbouring chapters of section OTHER, with their headings as lines."""
    result: list[Chapter] = []
    for chapter in chapters:
        if result and chapter.section is result[-1].section is TemplateSection.OTHER:
            own = [chapter.heading] if chapter.heading else []
            result[-1].lines += [*own, *chapter.lines]
        else:
            result.append(replace(chapter, lines=[*chapter.lines]))
    return result


def _unnamed_agenda(chapters: list[Chapter]) -> list[Chapter]:
    """Find the agenda by its times: a table with a column of them, or lines that each give one."""
    result: list[Chapter] = []
    for chapter in chapters:
        start = (
            None
            if chapter.section in {TemplateSection.PREPARATION, TemplateSection.FOLLOW_UP}
            else _first_of_agenda(chapter.lines)
        )
        if start is None:
            result.append(chapter)
        else:
            if start or chapter.heading:
                result.append(replace(chapter, lines=chapter.lines[:start]))
            result.append(Chapter(TemplateSection.AGENDA, lines=chapter.lines[start:]))
    return result


def _first_of_agenda(lines: list[TextLine]) -> int | None:
    index = 0
    for run in by_table(lines):
        if run[0].cell is not None and agenda_table(run, under_agenda=False) is not None:
            return index
        index += len(run)
    starts = timed_starts(lines)
    return starts[0] if starts else None
