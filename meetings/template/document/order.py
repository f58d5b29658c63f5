"""Positions in the document, so that kept text is placed between the same neighbours in the template."""

from dataclasses import dataclass
from enum import StrEnum

from foundation.text.json_object import JsonObject
from meetings.template.importing import ParsedTemplate
from meetings.template.importing.emphasis import emphasised
from meetings.template.importing.parsed_template import UnrecognisedText
from meetings.template.importing.report import LineReport, Meaning


class Stream(StrEnum):
    """The StreamFields of a template."""

    CONTRIBUTES_TO = "contributes_to"
    PARTICIPANTS = "participants"
    PREPARATION = "preparation"
    AGENDA = "agenda"
    FOLLOW_UP = "follow_up"


@dataclass(frozen=True)
class NumberedBlock:
    """A raw block and the number of its line in the document."""

    line: int
    block: JsonObject


STREAM_OF = {
    Meaning.TITLE: Stream.CONTRIBUTES_TO,
    Meaning.PURPOSE: Stream.CONTRIBUTES_TO,
    Meaning.CONTRIBUTES_TO: Stream.CONTRIBUTES_TO,
    Meaning.PARTICIPANT: Stream.PARTICIPANTS,
    Meaning.LENGTH: Stream.PARTICIPANTS,
    Meaning.FREQUENCY: Stream.PARTICIPANTS,
    Meaning.RESPONSIBLE: Stream.PARTICIPANTS,
    Meaning.PREPARATION: Stream.PREPARATION,
    Meaning.ITEM: Stream.AGENDA,
    Meaning.BREAK: Stream.AGENDA,
    Meaning.ITEM_PURPOSE: Stream.AGENDA,
    Meaning.QUESTION: Stream.AGENDA,
    Meaning.PART: Stream.AGENDA,
    Meaning.OUTCOME: Stream.AGENDA,
    Meaning.REQUIRED_DATA: Stream.AGENDA,
    Meaning.PERSPECTIVE: Stream.AGENDA,
    Meaning.FOCUS: Stream.AGENDA,
    Meaning.LEAD_IN: Stream.AGENDA,
    Meaning.FOLLOW_UP: Stream.FOLLOW_UP,
}


def line_of(parsed: ParsedTemplate, meaning: Meaning, target: str) -> int:
    """Return the number of the line that became `target`; 0 when the report does not name one."""
    for entry in parsed.report:
        if any(finding.meaning is meaning and finding.target == target for finding in entry.findings):
            return entry.line.number
    return 0


def kept_by_stream(parsed: ParsedTemplate) -> dict[Stream, list[NumberedBlock]]:
    """Return the kept text outside the items, by the StreamField of its nearest neighbour above, or else below."""
    found: dict[Stream, list[NumberedBlock]] = {stream: [] for stream in Stream}
    for kept in parsed.kept_as_text:
        if kept.in_item is None:
            block = {"type": "kept_text", "value": {"text": _as_written(parsed, kept), "where": kept.where}}
            found[_stream_at(parsed.report, kept.line)].append(NumberedBlock(kept.line, block))
    return found


def _as_written(parsed: ParsedTemplate, kept: UnrecognisedText) -> str:
    return emphasised(kept.text, parsed.emphasis.get(kept.line, ()))


def _stream_at(report: list[LineReport], number: int) -> Stream:
    above = [entry for entry in reversed(report) if entry.line.number <= number]
    below = [entry for entry in report if entry.line.number > number]
    for entry in [*above, *below]:
        for finding in entry.findings:
            if finding.meaning in STREAM_OF:
                return STREAM_OF[finding.meaning]
    return Stream.AGENDA
