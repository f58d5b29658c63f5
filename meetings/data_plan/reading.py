"""Template context of a data plan's page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import BigAutoField, QuerySet
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import AnyUser
from foundation.compiled_query import Parameter
from foundation.text.danish_formats import moment
from meetings.data_plan.canonical_content import content_hash_of, plan_content
from meetings.data_plan.coverage import Contribution, coverage_of, describe_undelivered_data
from meetings.data_plan.differences import PlanAgreement, plan_agreement
from meetings.data_plan.enums import Side
from meetings.data_plan.models import DataPlanLine, Delimitation
from meetings.data_plan.page_urls import fill_url, gap_url
from meetings.data_plan.sides import may_change, side_of
from meetings.meeting.breadcrumbs import breadcrumbs
from meetings.meeting.enums import GATHERING_STATES
from meetings.meeting.pages import MeetingPage
from meetings.units import access
from meetings.units.url_prefixes import meeting_url_kwargs
from meetings.units.visible_rows import VisibleRows


@dataclass(frozen=True)
class SlotContribution:
    """One contribution brought for a line."""

    title: str
    url: str
    is_shared: bool


@dataclass(frozen=True)
class PlanContents:
    """What a person may see of what was brought: all contributions for the coverage, and those of each line by its
    key."""

    brought: Sequence[Contribution]
    fillings: Mapping[int, Sequence[SlotContribution]]


@dataclass(frozen=True)
class Slot:
    """A line with its contributions, as one person sees it. URLs are empty for what the person may not do."""

    line: DataPlanLine
    fillings: Sequence[SlotContribution]
    is_mine: bool
    is_late: bool
    state: str
    tone: str
    edit_url: str
    remove_url: str
    fill_url: str


def lines_of(meeting: MeetingPage, user: AnyUser) -> list[DataPlanLine]:
    """Return the lines that `user` may see, in order, with gatherers. One query."""
    lines = _lines.objects(user, meeting=meeting.pk)
    for line in lines:
        line.meeting = meeting
    return lines


def _lines_of_meeting(user: AnyUser) -> QuerySet[DataPlanLine]:
    rows = access.visible_to(user, DataPlanLine).filter(meeting=Parameter("meeting", BigAutoField()))
    return rows.select_related("gatherer", "data_type").defer("reminded_at", "gatherer__password")


_lines = VisibleRows(_lines_of_meeting)


def plan_context(meeting: MeetingPage, user: AnyUser, today: date) -> dict[str, object]:
    """Return the context of the plan: six queries, whatever the number of lines and contributions."""
    gather = import_string(settings.DATA_PLAN_CONTENTS)
    contents: PlanContents = gather(meeting, user)
    lines = lines_of(meeting, user)
    delimitation = delimitation_of(meeting)
    content = plan_content(lines, delimitation)
    side = side_of(user, meeting)
    writes = may_change(user, meeting)
    agreement = plan_agreement(meeting, content, side)
    coverage = coverage_of(lines, contents.brought)
    slots = [_slot(line, contents, user, today, writes=writes) for line in lines]
    return {
        "meeting": meeting,
        "delimitation": None if delimitation is None or delimitation.is_empty else delimitation,
        "delimit_url": reverse("data_plan_delimit", kwargs=meeting_url_kwargs(meeting)) if writes else "",
        "slots": slots,
        "mine": [slot for slot in slots if slot.is_mine],
        "agreement": agreement,
        "confirmed": _confirmed(agreement),
        "my_side_agrees": side in agreement.agree,
        "may_write": writes,
        "undecided": [slot for slot in slots if slot.line.is_undecided],
        "may_confirm": writes and bool(content) and side not in agreement.agree,
        "plan_hash": content_hash_of(content),
        "coverage_columns": [{"label": _("Perspective")}, *({"label": label} for label in coverage.columns)],
        "coverage_rows": [
            [row.label, *(cell or {"missing": _("nothing yet")} for cell in row.cells)] for row in coverage.rows
        ],
        "gaps": [
            {"text": gap.text, "url": gap_url(gap, meeting) if _may_gather(meeting, user) else ""}
            for gap in coverage.gaps
        ],
        "meeting_url": meeting.url,
        "crumbs": breadcrumbs(meeting, _("Data plan")),
    }


def delimitation_of(meeting: MeetingPage) -> Delimitation | None:
    """Return what is to be investigated, for those who see the meeting. One query."""
    return Delimitation.objects.filter(meeting=meeting).first()


def undelivered_data(meeting: MeetingPage, user: AnyUser) -> list[str]:
    """Return sentences on required data that nobody shared with the meeting. Three queries."""
    gather = import_string(settings.DATA_PLAN_CONTENTS)
    return describe_undelivered_data(lines_of(meeting, user), gather(meeting, user).brought)


def _slot(line: DataPlanLine, contents: PlanContents, user: AnyUser, today: date, *, writes: bool) -> Slot:
    fillings = contents.fillings.get(line.pk, ())
    shared, begun = any(one.is_shared for one in fillings), bool(fillings)
    is_late = not shared and line.due_on is not None and line.due_on < today
    state, tone = _state(shared, begun, is_late)
    gathers = _may_gather(line.meeting, user)
    where = {**meeting_url_kwargs(line.meeting), "pk": line.pk}
    return Slot(
        line=line,
        fillings=fillings,
        is_mine=line.gatherer_id == user.pk,
        is_late=is_late,
        state=state,
        tone=tone,
        edit_url=reverse("data_plan_line", kwargs=where) if writes else "",
        remove_url=reverse("data_plan_remove", kwargs=where) if writes and not line.is_required else "",
        fill_url=fill_url(line) if gathers else "",
    )


def _may_gather(meeting: MeetingPage, user: AnyUser) -> bool:
    return meeting.state in GATHERING_STATES and access.of(user).may(Right.ADD_EVIDENCE, meeting.unit)


def _state(shared: bool, begun: bool, is_late: bool) -> tuple[str, str]:
    if shared:
        return _("Brought"), "done"
    if begun:
        return _("On its way"), "info"
    return (_("Overdue"), "attention") if is_late else (_("Not brought yet"), "neutral")


def _confirmed(agreement: PlanAgreement) -> list[dict[str, object]]:
    """A sentence for each side, and whether it agrees to the present plan."""
    nobody = {
        Side.UNIT: _("The unit's leaders have not confirmed the plan yet."),
        Side.CONSULTANT: _("The consultant has not confirmed the plan yet."),
    }
    rows = []
    for side, one in agreement.latest.items():
        agrees = side in agreement.agree
        if one is None:
            text = nobody[side]
        else:
            now = _("%(name)s, %(side)s, confirmed the plan on %(moment)s.")
            before = _("%(name)s, %(side)s, confirmed the plan on %(moment)s. It has changed since.")
            text = (now if agrees else before) % {
                "name": one.by.get_full_name(), "side": side.label, "moment": moment(one.at),
            }  # fmt: skip
        rows.append({"words": text, "agrees": agrees})
    return rows
