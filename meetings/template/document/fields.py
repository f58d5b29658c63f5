"""Convert a parsed document to the field values of a template page, without losing any of its text.

Text that is too long for its field, or has none, becomes a part of its item or a block of kept text at its place.
"""

import uuid
from collections.abc import Iterable

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from accounts.roles import Role
from foundation.text.json_object import JsonObject
from foundation.translation.in_danish import in_danish
from meetings.template.document.items import item_block
from meetings.template.document.order import NumberedBlock, Stream, kept_by_stream, line_of
from meetings.template.enums import Requirement, StepKind
from meetings.template.importing import ParsedTemplate
from meetings.template.importing.emphasis import emphasised
from meetings.template.importing.parsed_template import (
    FocusTopic,
    ParsedItemText,
    ParsedParticipant,
    ParsedPerspective,
    ParsedQuestion,
    RequiredData,
)
from meetings.template.importing.report import Meaning
from meetings.units.enums import AppliesTo

TITLE_LENGTH = 255
FREQUENCY_LENGTH = 300
NOTE_LENGTH = 300
STEP_TITLE_LENGTH = 250
STEP_DURATION_LENGTH = 80
DEFAULT_MINUTES = 240


@in_danish()
def template_field_values(parsed: ParsedTemplate, *, school_year: str) -> dict[str, object]:
    """Return field values for a TemplatePage, StreamFields as lists of raw blocks."""
    kept = kept_by_stream(parsed)
    title = parsed.title or _("Dialogue meetings %(year)s") % {"year": school_year}
    if len(title) > TITLE_LENGTH:
        kept[Stream.CONTRIBUTES_TO].append(NumberedBlock(0, _kept(title, "")))
    frequency = " ".join(parsed.frequency.split("\n"))
    if len(frequency) > FREQUENCY_LENGTH:
        kept[Stream.PARTICIPANTS].append(NumberedBlock(0, _kept(frequency, _("How often"))))
    return {
        "title": Truncator(title).chars(TITLE_LENGTH),
        "school_year": school_year,
        "purpose": parsed.purpose,
        "contributes_to": _in_order(
            _sentences(parsed, parsed.contributes_to, Meaning.CONTRIBUTES_TO), kept[Stream.CONTRIBUTES_TO]
        ),
        "total_minutes": parsed.total_minutes or DEFAULT_MINUTES,
        "frequency": Truncator(frequency).chars(FREQUENCY_LENGTH),
        "responsible": parsed.responsible,
        "participants": _in_order(_participants(parsed.participants), kept[Stream.PARTICIPANTS]),
        "preparation": _in_order(_preparation(parsed), kept[Stream.PREPARATION]),
        "agenda": _in_order(_agenda(parsed), kept[Stream.AGENDA]),
        "follow_up": _in_order(_sentences(parsed, parsed.follow_up, Meaning.FOLLOW_UP), kept[Stream.FOLLOW_UP]),
        "document_headings": "\n".join([*parsed.headings, *_length_lines(parsed)]),
    }


def _length_lines(parsed: ParsedTemplate) -> list[str]:
    """Return the document's lines about the meeting's length that no other field contains."""
    elsewhere = f"{parsed.frequency}\n{parsed.responsible}"
    return [text for text in parsed.length_text.split("\n") if text and text not in elsewhere]


def _in_order(*groups: Iterable[NumberedBlock]) -> list[dict[str, object]]:
    """Return the blocks of all groups as raw blocks with new ids, sorted by their line in the document."""
    placed = sorted((one for group in groups for one in group), key=lambda one: one.line)
    return [{**one.block, "id": str(uuid.uuid4())} for one in placed]


def _kept(text: str, where: str) -> JsonObject:
    return {"type": "kept_text", "value": {"text": text, "where": where}}


def _sentences(parsed: ParsedTemplate, texts: list[str], meaning: Meaning) -> list[NumberedBlock]:
    lines = [(line_of(parsed, meaning, text), text) for text in texts]
    return [
        NumberedBlock(line, {"type": "sentence", "value": emphasised(text, parsed.emphasis.get(line, ()))})
        for line, text in lines
    ]


def _agenda(parsed: ParsedTemplate) -> list[NumberedBlock]:
    items = [NumberedBlock(item.line, item_block(item, parsed.emphasis)) for item in parsed.items]
    content = parsed.content
    found: list[ParsedQuestion | ParsedItemText | RequiredData | ParsedPerspective | FocusTopic] = [
        *content.questions,
        *content.parts,
        *content.required_data,
        *content.perspectives,
        *content.focus,
    ]
    if found or content.purpose:
        line = min((one.line for one in found), default=0)
        items.append(NumberedBlock(line, item_block(content, parsed.emphasis, title=_("For the whole meeting"))))
    return items


def _participants(participants: list[ParsedParticipant]) -> list[NumberedBlock]:
    found: list[NumberedBlock] = []
    for one in participants:
        if one.role.value not in Role.values:
            found.append(NumberedBlock(one.line, _kept(one.text, _("Participants"))))
            continue
        role, requirement = Role(one.role.value), Requirement(one.requirement.value)
        if role is Role.BOARD_REPRESENTATIVE:
            found += _board_representative(one, requirement)
        else:
            found.append(_rule(one.line, role, requirement, AppliesTo.ALL, _note(one, role)))
    return _each_once(found)


def _board_representative(one: ParsedParticipant, requirement: Requirement) -> list[NumberedBlock]:
    """Return one rule for daycare, as the document says, and one for schools.

    A school's board representative is always invited and never required (folkeskoleloven § 40 a).
    """
    role = Role.BOARD_REPRESENTATIVE
    note = _note(one, role)
    always = _("A school's board representative is always invited.")
    return [
        _rule(one.line, role, requirement, AppliesTo.DAYCARE, note),
        _rule(one.line, role, Requirement.MAY, AppliesTo.SCHOOL, f"{note} {always}".strip()),
    ]


def _rule(line: int, role: Role, requirement: Requirement, applies_to: AppliesTo, note: str) -> NumberedBlock:
    value = {"role": role.value, "requirement": requirement.value, "applies_to": applies_to.value, "note": note}
    return NumberedBlock(line, {"type": "participant", "value": value})


def _each_once(rules: list[NumberedBlock]) -> list[NumberedBlock]:
    """Remove repeated rules ("konsulent, konsulent fra forvaltningen"); the note of a repetition becomes kept text."""
    seen: set[tuple[str, str]] = set()
    found = []
    for placed in rules:
        value = placed.block["value"]
        key = (value.get("role", ""), value.get("applies_to", ""))
        if placed.block["type"] == "participant" and key in seen:
            if value["note"]:
                found.append(NumberedBlock(placed.line, _kept(value["note"], _("Participants"))))
            continue
        seen.add(key)
        found.append(placed)
    return found


def _note(one: ParsedParticipant, role: Role) -> str:
    """Return the document's text about the participant when it says more than the role's name."""
    text = one.text.strip().removeprefix("evt.").removeprefix("Evt.").strip()
    return "" if text.casefold() == str(role.label).casefold() else Truncator(text).chars(NOTE_LENGTH)


def _preparation(parsed: ParsedTemplate) -> list[NumberedBlock]:
    found = []
    for step in parsed.preparation:
        kind = StepKind(step.kind.value)
        title = step.title or (str(kind.label) if kind is not StepKind.OTHER else Truncator(step.text).words(8))
        fits = len(title) <= STEP_TITLE_LENGTH and len(step.duration_text) <= STEP_DURATION_LENGTH
        extra = "" if fits else f"\n{step.title}\n{step.duration_text}"
        value = {
            "kind": kind.value,
            "title": Truncator(title).chars(STEP_TITLE_LENGTH),
            "duration": Truncator(step.duration_text).chars(STEP_DURATION_LENGTH),
            "text": f"{emphasised(step.text, parsed.emphasis.get(step.line, ()))}{extra}",
        }
        found.append(NumberedBlock(step.line, {"type": "step", "value": value}))
    return found
