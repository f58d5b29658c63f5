"""Preview of what was recognised in a document, shown to the editor before a draft is made."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.text.danish_formats import duration
from meetings.template.document.fields import DEFAULT_MINUTES, template_field_values
from meetings.template.enums import Perspective
from meetings.template.importing import ParsedTemplate
from meetings.template.importing.report import LineReport, Meaning
from meetings.template.pages import TemplatePage
from meetings.template.school_years import years_named_in
from meetings.template.time_budget import TimeBudget, budgets


@dataclass(frozen=True)
class TemplatePreviewLine:
    """A line of the document and what it became, for display. `is_kept`: some of it was not recognised."""

    number: int
    text: str
    became: list[dict[str, str]]
    is_kept: bool


@dataclass(frozen=True)
class TemplatePreview:
    title: str
    facts: list[dict[str, str]]
    lines: list[TemplatePreviewLine]
    kept: list[dict[str, str]]
    left_out: list[dict[str, str]]
    doubts: list[str]
    names: list[dict[str, str]]
    old_years: list[str]
    budgets: list[TimeBudget]


def preview_of(parsed: ParsedTemplate, *, school_year: str) -> TemplatePreview:
    """Return the preview, as shown by the page and by the command."""
    page = TemplatePage(**template_field_values(parsed, school_year=school_year))
    text = "\n".join(entry.line.as_written for entry in parsed.report if not entry.line.place.is_left_out)
    return TemplatePreview(
        title=page.title,
        facts=_facts(parsed),
        lines=[_line(entry) for entry in parsed.report],
        kept=[{"where": kept.where, "text": kept.text} for kept in parsed.kept_as_text],
        left_out=_left_out(parsed),
        doubts=_doubts(parsed),
        names=_names(parsed),
        old_years=[year for year in years_named_in(text) if year != school_year],
        budgets=budgets(page),
    )


def _doubts(parsed: ParsedTemplate) -> list[str]:
    """Return titles from which the time may have been cut wrongly."""
    found = [finding for entry in parsed.report for finding in entry.findings]
    return [finding.target for finding in found if finding.meaning is Meaning.DOUBTFUL_TIME]


def _left_out(parsed: ParsedTemplate) -> list[dict[str, str]]:
    """Return text that a reader of the document does not see (hidden, struck out …) and why; it is not imported."""
    return [
        {"why": finding.meaning.label, "text": finding.text}
        for entry in parsed.report
        if entry.line.place.is_left_out
        for finding in entry.findings
    ]


def _line(entry: LineReport) -> TemplatePreviewLine:
    became = []
    for finding in entry.findings:
        # Names have a list of their own, where they can be removed.
        if finding.meaning is not Meaning.PERSON:
            whole = finding.target.strip() == entry.line.text.strip() or finding.meaning is Meaning.KEPT
            became.append({"label": finding.meaning.label, "target": "" if whole else finding.target})
    return TemplatePreviewLine(entry.line.number, entry.line.as_written, became, entry.is_kept)


def _names(parsed: ParsedTemplate) -> list[dict[str, str]]:
    """Return each name once, with the first line that contains it."""
    text_of = {entry.line.number: entry.line.as_written for entry in parsed.report}
    found: dict[str, str] = {}
    for person in parsed.persons:
        found.setdefault(person.name, text_of.get(person.line, ""))
    return [{"name": name, "line": line} for name, line in found.items()]


def _facts(parsed: ParsedTemplate) -> list[dict[str, str]]:
    items = [item for item in parsed.items if not item.is_break]
    length = duration(parsed.total_minutes) if parsed.total_minutes else _length_not_named()
    if parsed.total_is_sum:
        length = _("%(length)s (the sum of the items)") % {"length": length}
    rows = [
        (_("Agenda items"), "\n".join(f"{item.title} ({_duration_text(item.minutes)})" for item in items)),
        (_("Length"), length),
        (_("Participants"), ", ".join(one.text for one in parsed.participants)),
        (_("Preparation"), _steps(len(parsed.preparation))),
        (_("Data that must be brought"), _data(parsed)),
        (_("Perspectives"), _perspectives(parsed)),
        (_("Focus of the year"), "\n".join(one.text for content in parsed.contents for one in content.focus)),
        (_("After the meeting"), "\n".join(parsed.follow_up)),
    ]
    return [{"term": term, "value": value or _("Nothing found")} for term, value in rows]


def _length_not_named() -> str:
    return _("Not named in the document. We write %(length)s; change it in the draft.") % {
        "length": duration(DEFAULT_MINUTES)
    }


def _duration_text(minutes: int | None) -> str:
    return duration(minutes) if minutes else _("no time given")


def _steps(count: int) -> str:
    return ngettext("%(count)s step", "%(count)s steps", count) % {"count": count} if count else ""


def _perspectives(parsed: ParsedTemplate) -> str:
    found = [one for content in parsed.contents for one in content.perspectives]
    return "\n".join(f"{Perspective(one.kind.value).label}: {', '.join(one.examples)}".rstrip(": ") for one in found)


def _data(parsed: ParsedTemplate) -> str:
    marks = {"school": _("schools"), "daycare": _("daycare"), "all": _("everybody")}
    found = [data for content in parsed.contents for data in content.required_data]
    return "\n".join(f"{data.text} ({marks[data.applies_to.value]})" for data in found)
