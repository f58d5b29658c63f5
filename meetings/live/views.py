"""Views of the meeting on its screen: for those who lead it, those who write, and those who follow."""

from collections.abc import Callable
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from accounts.session import extend_session
from foundation.cpr_forms.forms import Form
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import form_data, handle_form
from foundation.text import danish_formats
from meetings.live.appoint_chair import appoint_chair, possible_chairs
from meetings.live.begin_meeting import begin_meeting
from meetings.live.end_meeting import end_meeting
from meetings.live.extend_item import extend_item
from meetings.live.forms import BeginForm, ChairForm, Command, CommandForm, NotesForm, agreement_form, wish_form
from meetings.live.go_to_item import go_to_item
from meetings.live.models import LiveMeeting
from meetings.live.permissions import may_chair
from meetings.live.reading import live_context, urls_of
from meetings.live.set_paused import set_paused
from meetings.live.show_evidence import show_evidence
from meetings.live.state import live_state
from meetings.meeting.enums import MeetingState
from meetings.meeting.get_or_404 import meeting_or_404
from meetings.meeting.item import MeetingItem, item_of
from meetings.meeting.pages import MeetingPage
from meetings.minutes.writing.add_row import add_row
from meetings.minutes.writing.row_forms import RowForm
from meetings.minutes.writing.save_section import save_section
from meetings.units.get_or_404 import require_right_or_404


@login_required
@require_safe
def live_meeting(request: SignedInRequest, area: str, unit: str, year: int) -> HttpResponse:
    """The screen; before the meeting and after it a page that says so."""
    meeting = _meeting_or_404(request, area, unit, year)
    return _show(request, meeting)


@login_required
@require_POST
def live_begin(request: SignedInRequest, area: str, unit: str, year: int) -> HttpResponse:
    meeting = _meeting_or_404(request, area, unit, year, leads=True)
    form = BeginForm(request.POST)

    def act() -> FormResult:
        begin_meeting(
            meeting=meeting, is_confirmed=form.cleaned_data["is_confirmed"], by=request.user, now=timezone.now()
        )
        return FormResult(urls_of(meeting)["live_meeting"])

    return handle_form(request, form, act, lambda form, status: _show(request, meeting, status, begin=form))


@login_required
@require_http_methods(["GET", "POST"])
def live_chair(request: SignedInRequest, area: str, unit: str, year: int) -> HttpResponse:
    """Who leads the meeting besides the agreement holder."""
    meeting = _meeting_or_404(request, area, unit, year)
    require_right_or_404(request.user, Right.HOLD, meeting.unit)
    live = _row_of(meeting)
    initial = {"leader": live.chair_id if live else None}
    form = ChairForm(form_data(request), names=possible_chairs(meeting), initial=initial)

    def act() -> FormResult:
        appoint_chair(meeting=meeting, chair_id=form.cleaned_data["leader"], by=request.user)
        return FormResult(urls_of(meeting)["live_meeting"], _("Saved."))

    def show(form: ChairForm, status: int) -> HttpResponse:
        context = live_context(meeting, None, request.user, timezone.now()) | {"form": form}
        return render(request, "meetings/live/chair.html", context, status=status)

    return handle_form(request, form, act, show)


@login_required
@require_POST
def live_command(request: SignedInRequest, area: str, unit: str, year: int) -> HttpResponse:
    """One command of whoever leads the meeting."""
    meeting = _meeting_or_404(request, area, unit, year, leads=True)
    form = CommandForm(request.POST)

    def act() -> FormResult:
        urls = urls_of(meeting)
        chosen = form.cleaned_data["command"]
        _actions(form.cleaned_data["block_id"], form.cleaned_data["evidence_id"])[chosen](
            meeting=meeting, expected_version=form.cleaned_data["version"], by=request.user, now=timezone.now()
        )
        if chosen == Command.END:
            return FormResult(urls["live_meeting"], _("The meeting is over. Next come the minutes."))
        return FormResult(urls["live_meeting"])

    return handle_form(request, form, act, lambda form, status: _show(request, meeting, status, command=form))


def _actions(block_id: UUID, evidence_id: int | None) -> dict[Command, Callable[..., LiveMeeting]]:
    return {
        Command.GO: lambda **arguments: go_to_item(block_id=block_id, **arguments),
        Command.PAUSE: lambda **arguments: set_paused(is_paused=True, **arguments),
        Command.RESUME: lambda **arguments: set_paused(is_paused=False, **arguments),
        Command.MORE: extend_item,
        Command.SHOW: lambda **arguments: show_evidence(evidence_id=evidence_id, **arguments),
        Command.END: end_meeting,
    }


@login_required
@require_POST
def live_notes(request: SignedInRequest, area: str, unit: str, year: int, item: UUID) -> HttpResponse:
    """Save the notes of one item. A script gets the new version, or a sentence on why nothing was saved, as JSON."""
    meeting = _meeting_or_404(request, area, unit, year)
    row = _item_or_404(request, meeting, item)
    form = NotesForm(request.POST, initial={"text": row.notes})

    saved: list[MeetingItem] = []

    def act() -> FormResult:
        row = save_section(
            meeting=meeting, block_id=item, text=form.cleaned_data["text"],
            expected_version=form.cleaned_data["version"], seen_text=form.cleaned_data["seen_text"],
            is_running=_is_running(meeting), by=request.user,
        )  # fmt: skip
        saved.append(row)
        return FormResult(urls_of(meeting)["live_meeting"])

    def show(form: NotesForm, status: int) -> HttpResponse:
        fresh = MeetingItem.objects.get(pk=row.pk)
        if _wants_json(request):
            text = " ".join(str(error) for errors in form.errors.values() for error in errors)
            return JsonResponse({"text": text, "version": fresh.version, "saved": fresh.notes}, status=status)
        return _show(request, meeting, status, notes=form, row=fresh)

    response = handle_form(request, form, act, show)
    if saved and _wants_json(request):
        text = _("Saved %(time)s") % {"time": danish_formats.time_of_day(timezone.localtime())}
        return JsonResponse({"version": saved[0].version, "notes": saved[0].notes, "text": text})
    return response


@login_required
@require_http_methods(["GET", "POST"])
def live_agreement(request: SignedInRequest, area: str, unit: str, year: int, item: UUID) -> HttpResponse:
    """Add an agreement under one item."""
    labels = {"title": _("New agreement"), "act": _("Add the agreement"), "keep": "aftale"}
    meeting = _meeting_or_404(request, area, unit, year)
    return _add_row(request, meeting, item, agreement_form, labels, _("The agreement is in the draft of the minutes."))


@login_required
@require_http_methods(["GET", "POST"])
def live_wish(request: SignedInRequest, area: str, unit: str, year: int, item: UUID) -> HttpResponse:
    """Add a wish to the administration under one item."""
    labels = {"title": _("New wish for support"), "act": _("Add the wish"), "keep": "oenske"}
    meeting = _meeting_or_404(request, area, unit, year)
    return _add_row(request, meeting, item, wish_form, labels, _("The wish is in the draft of the minutes."))


def _add_row(
    request: SignedInRequest, meeting: MeetingPage, item: UUID, make_form: Callable[..., RowForm],
    labels: dict[str, str], message: str,
) -> HttpResponse:  # fmt: skip
    """Add what the form is about to the draft of the minutes."""
    _item_or_404(request, meeting, item)
    if not _is_running(meeting) and meeting.state != MeetingState.HELD:
        return redirect(urls_of(meeting)["live_meeting"])  # which says that the meeting has not begun
    form = make_form(form_data(request), meeting=meeting, section=str(item))

    def act() -> FormResult:
        add_row(meeting=meeting, row=form.written_row(), is_running=_is_running(meeting), by=request.user)
        return FormResult(f"{urls_of(meeting)['live_meeting']}#aftaler", message)

    return handle_form(request, form, act, lambda form, status: _show_form(request, meeting, form, status, labels))


@require_safe
def live_follow(request: HttpRequest, area: str, unit: str, year: int) -> HttpResponse:
    """The state of a meeting that has begun as JSON, 304 when it is the one the page has, or 204 before it begins.

    `FollowerMiddleware` answers with it before most of the others. 404 for those who may not see the meeting; a
    redirect to sign-in without a session.
    """
    if not request.session.session_key:
        return redirect_to_login(request.get_full_path())
    may_see, state = live_state(request, timezone.now(), area=area, unit=unit, year=year)
    if not may_see:
        return HttpResponse(status=404)
    tag = f'"{state.version if state else 0}"'
    if state is None:
        response = HttpResponse(status=204)
    elif request.headers.get("If-None-Match") == tag:
        response = HttpResponse(status=304)
    else:
        response = JsonResponse(state.as_json())
    response["ETag"], response["Cache-Control"] = tag, "private, no-cache"
    return response


def _meeting_or_404(request: SignedInRequest, area: str, unit: str, year: int, *, leads: bool = False) -> MeetingPage:
    """The convened meeting; with `leads` only for those who lead it."""
    meeting = meeting_or_404(request.user, area, unit, year)
    if not meeting.is_convened or (leads and not may_chair(request.user, meeting, _row_of(meeting))):
        raise Http404
    return meeting


def _item_or_404(request: SignedInRequest, meeting: MeetingPage, block_id: UUID) -> MeetingItem:
    """The agenda item whose notes this person writes."""
    require_right_or_404(request.user, Right.WRITE_MINUTES, meeting.unit)
    row = item_of(meeting, block_id)
    if row is None:
        raise Http404
    return row


def _row_of(meeting: MeetingPage) -> LiveMeeting | None:
    return LiveMeeting.objects.filter(meeting=meeting).first()


def _is_running(meeting: MeetingPage) -> bool:
    live = _row_of(meeting)
    return live is not None and live.is_running


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _show_form(
    request: SignedInRequest, meeting: MeetingPage, form: Form, status: int, labels: dict[str, str]
) -> HttpResponse:
    """A page with one form; `words` are its `title`, the `act` on its button and the name to `keep` its text under."""
    context = live_context(meeting, None, request.user, timezone.now()) | labels | {"form": form}
    return render(request, "meetings/live/form.html", context, status=status)


def _show(
    request: SignedInRequest, meeting: MeetingPage, status: int = 200, *, row: MeetingItem | None = None, **forms: Form
) -> HttpResponse:
    """The screen. `forms` holds a form that was refused, by its name; `row` the notes as stored beside refused ones."""
    extend_session(request, now=timezone.now())
    live = _row_of(meeting)
    context = live_context(meeting, live, request.user, timezone.now()) | forms
    if "notes" not in forms and isinstance(stored := context.get("row"), MeetingItem):
        context["notes"] = NotesForm(
            initial={"text": stored.notes, "seen_text": stored.notes, "version": stored.version}
        )
    if row is not None:
        context["stored"] = row
    context.setdefault("begin", BeginForm())
    return render(request, "meetings/live/live.html", context, status=status)
