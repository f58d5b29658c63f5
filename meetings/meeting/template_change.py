"""Compare a meeting's edition of the template with the published one."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _
from wagtail.blocks import StructValue
from wagtail.models import Revision

from meetings.meeting.agenda import AgendaItem
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participants.participant_rules import Rule, rules_in
from meetings.template.agenda_display import DisplayPerspective
from meetings.template.blocks import agenda_items_for
from meetings.template.pages import TemplatePage

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
Facts = list[tuple[str, str]]  # a label and a text, in the order they are read


@dataclass(frozen=True)
class ChangedLine:
    """One labelled text before and after the change."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class ChangedEntry:
    """One part of the template that is added, removed or changed; `lines` are its changed facts, or else all of them.

    `lost_topics` are the unit's own topics of a removed item.
    """

    kind: str
    title: str
    lines: list[ChangedLine]
    lost_topics: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class ChangedSection:
    title: str
    entries: list[ChangedEntry]


@dataclass(frozen=True)
class TemplateChange:
    """The change from the meeting's edition of the template to `newest`, the published one."""

    meeting: MeetingPage
    newest: Revision

    @cached_property
    def sections(self) -> list[ChangedSection]:
        """The sections with changes; empty when nothing changed for this kind of unit."""
        kind = self.meeting.unit.kind
        old, new = self.meeting.template_revision.as_object(), self.newest.as_object()
        sections = [
            ChangedSection(_("About the meeting"), compare(_frame(old), _frame(new))),
            ChangedSection(_("Length"), compare(_length(old), _length(new))),
            ChangedSection(_("Agenda"), _with_lost_topics(self.meeting, compare(_items(old, kind), _items(new, kind)))),
            ChangedSection(_("Participants"), compare(_rules(old, kind), _rules(new, kind))),
            ChangedSection(_("Preparation"), compare(_steps(old), _steps(new))),
        ]
        return [section for section in sections if section.entries]


def template_change(meeting: MeetingPage) -> TemplateChange | None:
    """Return the change to the published edition; None if the meeting has it."""
    template = meeting.cycle.template
    if template.live_revision_id in (None, meeting.template_revision_id):
        return None
    return TemplateChange(meeting, template.live_revision)


def compare(old: dict[str, tuple[str, Facts]], new: dict[str, tuple[str, Facts]]) -> list[ChangedEntry]:
    """Compare two mappings of key to (title, facts): added and changed entries in the new order, then removed ones."""
    entries = []
    for key, (title, facts) in new.items():
        if key not in old:
            entries.append(
                ChangedEntry(
                    ADDED, title, [ChangedLine(label, "", text) for label, text in facts if text and text != title]
                )
            )
            continue
        before = dict(old[key][1])
        lines = [
            ChangedLine(label, before.get(label, ""), text) for label, text in facts if before.get(label, "") != text
        ]
        if lines:
            entries.append(ChangedEntry(CHANGED, title, lines))
    for key, (title, facts) in old.items():
        if key not in new:
            lines = [ChangedLine(label, text, "") for label, text in facts if text and text != title]
            entries.append(ChangedEntry(REMOVED, title, lines))
    return entries


def _with_lost_topics(meeting: MeetingPage, entries: list[ChangedEntry]) -> list[ChangedEntry]:
    """Add the unit's own topics to entries of removed items, so that the user sees what would be lost."""
    own = {item.value["title"]: list(item.value["local_topics"]) for item in meeting.agenda_items}
    return [
        ChangedEntry(entry.kind, entry.title, entry.lines, own.get(entry.title, [])) if entry.kind == REMOVED else entry
        for entry in entries
    ]


def _frame(template: TemplatePage) -> dict[str, tuple[str, Facts]]:
    """Return the template's facts about the meeting as a whole."""
    facts = [
        (_("Title"), template.title),
        (_("Purpose"), template.purpose),
        (_("The meeting contributes to"), _lines(str(block.value) for block in template.contributes_to)),
        (_("How often and when"), template.frequency),
        (_("Who is responsible for what"), template.responsible),
        (_("After the meeting"), _lines(str(block.value) for block in template.follow_up)),
    ]
    return {"": (_("The template"), facts)}


def _length(template: TemplatePage) -> dict[str, tuple[str, Facts]]:
    return {"": (_("The whole meeting"), [(_("Time in minutes"), str(template.total_minutes))])}


def _items(template: TemplatePage, kind: str) -> dict[str, tuple[str, Facts]]:
    found = {}
    for block in agenda_items_for(template.agenda, kind):
        item = AgendaItem(str(block.id), block.value, kind)
        found[item.id] = (item.title, _facts(item))
    return found


def _facts(item: AgendaItem) -> Facts:
    read = item.read
    return [
        (_("Title"), read.title),
        (_("Time in minutes"), str(read.minutes or "")),
        (_("About the time"), read.time_note),
        (_("Break"), _("yes") if read.is_break else ""),
        (_("May the unit change it"), _("yes") if item.is_open else str(item.locked_by)),
        (_("Purpose"), read.purpose),
        (_("Goals and themes"), _lines(goal.text for goal in read.goals)),
        (_("Questions"), _lines([*filter(None, [read.questions_lead_in]), *read.questions])),
        (_("Text"), _lines(part.text for part in read.parts)),
        (_("Data that must be brought"), _lines(_with_lead_in(data.lead_in, data.text) for data in read.required_data)),
        (_("Focus of the year"), _lines(_with_lead_in(topic.lead_in, topic.text) for topic in read.focus)),
        (_("What the unit brings"), read.brings),
        (_("Perspectives"), _lines(_perspective(one) for one in read.perspectives)),
    ]


def _with_lead_in(lead_in: str, text: str) -> str:
    return f"{lead_in} {text}" if lead_in else text


def _perspective(one: DisplayPerspective) -> str:
    return _with_lead_in(one.lead_in, f"{one.label}: {one.examples or ''}".rstrip(": "))


def _rules(template: TemplatePage, kind: str) -> dict[str, tuple[str, Facts]]:
    return {role: (str(role.label), _rule_facts(rule)) for role, rule in rules_in(template, kind).items()}


def _rule_facts(rule: Rule) -> Facts:
    return [(_("Takes part"), str(rule.requirement.label)), (_("Note"), rule.note)]


def _steps(template: TemplatePage) -> dict[str, tuple[str, Facts]]:
    return {
        str(block.id): (block.value["title"], _step_facts(block.value))
        for block in template.preparation
        if block.block_type == "step"
    }


def _step_facts(value: StructValue) -> Facts:
    return [
        (_("Title"), value["title"]),
        (_("Length"), value["duration"] or ""),
        (_("Weeks before the meeting"), str(value.get("weeks_before") or "")),
        (_("What it decides"), value["text"] or ""),
    ]


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(texts)
