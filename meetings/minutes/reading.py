"""The template context of a MinutesPage for one reader."""

from dataclasses import replace

from django.db.models import BigAutoField
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Right
from accounts.user import AnyUser
from foundation.compiled_query import CompiledQuery, Parameter
from foundation.pages import page_context
from media.view_log.enums import ViewPlace
from meetings.data_plan.reading import undelivered_data
from meetings.minutes.approval.history import HistoryEvent, history_of
from meetings.minutes.approval.supporting_evidence import appendix_of
from meetings.minutes.approval.waiting_minutes import waiting_for
from meetings.minutes.document import ComparedMinutes
from meetings.minutes.enums import MinutesState
from meetings.minutes.page_urls import minutes_crumbs, minutes_url
from meetings.minutes.pages import MinutesPage
from meetings.minutes.permissions import may_submit
from meetings.minutes.record import Addendum, ApprovalRecord, SubmittedVersion
from meetings.minutes.remarks.round_state import round_state
from meetings.minutes.remarks.rounds import latest_round
from meetings.minutes.who_can_read import who_can_read
from meetings.minutes.writing.draft_content import draft_content
from meetings.minutes.writing.law_points import law_points
from meetings.minutes.writing.requirements import missing_in_minutes, to_look_at
from meetings.moderation.enums import Decision
from meetings.moderation.steps import steps_of
from meetings.units import access
from meetings.units.access import Access
from meetings.units.log_page_view import log_page_view
from meetings.units.url_prefixes import meeting_url_kwargs, unit_url_kwargs


@page_context("meetings.MinutesPage")
def minutes_context(minutes: MinutesPage, request: HttpRequest) -> dict[str, object]:
    """Return the context with `document` (see document.py), the approval, the addenda, and what the user may do.

    Approved minutes are shown from the approval record, submitted ones from the submitted version, so that nobody but
    the writers sees a text that is being changed.
    """
    user = request.user
    log_reading_of_approved(minutes, user)
    person = access.of(user)
    is_draft = minutes.state == MinutesState.DRAFT
    context: dict[str, object] = {
        "minutes": minutes,
        "meeting_url": minutes.meeting.url,
        "crumbs": minutes_crumbs(minutes.meeting),
        "audience": who_can_read(minutes),
        "urls": {
            name: minutes_url(f"minutes_{name}", minutes.meeting)
            for name in ("write", "submit", "sender", "withdraw", "decide", "addendum", "round", "remarks")
        },
        "is_draft": is_draft,
        "is_submitted": minutes.state == MinutesState.SUBMITTED,
        "may_write": is_draft and person.may(Right.WRITE_MINUTES, minutes.unit),
        "may_submit": not minutes.is_approved and may_submit(user, minutes),
        "names_sender": is_draft and person.may(Right.SUBMIT_MINUTES, minutes.unit),
        "build_url": reverse("example_build", kwargs=meeting_url_kwargs(minutes.meeting))
        if minutes.is_approved and person.may(Right.PROPOSE_EXAMPLE, minutes.unit)
        else "",
        "may_add": minutes.is_approved and person.may(Right.ADD_ADDENDUM, minutes.unit),
        "record": None,
        "round": None,
        "submission": None,
        "missing": [],
        "told": [],
        "appendix": [],
        "today": timezone.localdate(),
    }
    if minutes.is_approved:
        return context | _approved(minutes, person) | {"appendix": appendix_of(minutes, user)}
    if is_draft:
        return context | _draft(minutes.pk, user)
    return context | _submitted(minutes, user) | {"round": latest_round(minutes)}


def log_reading_of_approved(page: MinutesPage, user: AnyUser) -> None:
    """Log who read approved minutes, once in ten minutes. Reading drafts and submitted minutes is not logged."""
    if not page.is_approved:
        return
    log_page_view(page, user, seen_in=ViewPlace.MINUTES)


def open_submission(minutes: MinutesPage) -> SubmittedVersion:
    """Return the submission awaiting a decision."""
    return minutes.submissions.select_related("submitted_by").get(decision="")


def sent_back_before(submission: SubmittedVersion) -> SubmittedVersion | None:
    """Return the latest earlier submission that was returned, to compare with; None if there is none."""
    earlier = submission.minutes.submissions.filter(pk__lt=submission.pk, decision=Decision.RETURNED)
    return earlier.select_related("decided_by").last()


def _approved(minutes: MinutesPage, access: Access) -> dict[str, object]:
    (record,) = _record.objects(minutes=minutes.pk)
    count = len(record.text.agreements)
    may_follow = count and access.may(Right.SEE_AGREEMENTS, minutes.unit)
    return {
        "record": record,
        "document": ComparedMinutes(record.text),
        "record_holds": record.has_its_hash,
        "short_hash": short_hash(record.content_hash),
        "wishes_url": _wishes_url(minutes, access) if record.text.wishes else "",
        "agreement_count": count,
        "agreements_url": reverse("unit_agreements", kwargs=unit_url_kwargs(minutes.unit)) if may_follow else "",
        "history": [HistoryEvent.from_plain(plain) for plain in record.history],
        "addenda": _addenda.objects(minutes=minutes.pk),
    }


_minutes = Parameter("minutes", BigAutoField())
_record = CompiledQuery(
    lambda: (
        ApprovalRecord.objects.filter(minutes=_minutes)
        .select_related("approved_by")
        .only("content", "content_hash", "approved_at", "history", "approved_by__name", "approved_by__email")
    )
)
_addenda = CompiledQuery(lambda: Addendum.objects.filter(minutes=_minutes).select_related("author"))


def _submitted(minutes: MinutesPage, user: AnyUser) -> dict[str, object]:
    submission, steps = open_submission(minutes), steps_of(minutes)
    return {
        "submission": submission,
        "document": ComparedMinutes(submission.text),
        "may_decide": waiting_for(user).filter(pk=minutes.pk).exists(),
        "waits_at": next((step.name for step in steps if step.is_waiting), ""),
        "history": history_of(minutes, steps),
    }


def _draft(minutes_id: int, user: AnyUser) -> dict[str, object]:
    minutes = MinutesPage.objects.select_related("meeting__cycle", "meeting__unit", "sender").get(pk=minutes_id)
    content = draft_content(minutes)
    content = replace(content, law_points=law_points(minutes.meeting, content))
    returned = minutes.submissions.filter(decision=Decision.RETURNED).select_related("decided_by")
    return {
        "document": ComparedMinutes(content),
        "missing": missing_in_minutes(content),
        "sender": minutes.sender,
        "told": to_look_at(content, undelivered_data(minutes.meeting, user), minutes_url("data_plan", minutes.meeting)),
        "returned": returned.last() if minutes.return_reason else None,
        **round_state(minutes, timezone.localdate()),
    }


def _wishes_url(minutes: MinutesPage, access: Access) -> str:
    """Where the wishes of the unit stand, for those who may see what becomes of them."""
    may_see = access.may(Right.SEE_WISHES, minutes.unit)
    return reverse("unit_wishes", kwargs=unit_url_kwargs(minutes.unit)) if may_see else ""


def short_hash(text: str) -> str:
    """Return the first sixteen hex digits in groups of four, to compare two printed copies by eye."""
    return " ".join(text[start : start + 4] for start in range(0, 16, 4))
