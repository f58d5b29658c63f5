"""Views for writing minutes: the form, saving in the background, and conflicts between two writers."""

from dataclasses import replace
from functools import partial
from itertools import zip_longest
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from accounts.user import User
from foundation.errors import Conflict
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import form_data, handle_form
from foundation.text import danish_formats
from meetings.meeting.enums import MeetingState
from meetings.meeting.get_or_404 import meeting_or_404
from meetings.meeting.pages import MeetingPage
from meetings.minutes.addresses import address, crumbs, reading_address
from meetings.minutes.content import AgreementRow, MinutesContent
from meetings.minutes.enums import MinutesState
from meetings.minutes.pages import MinutesPage
from meetings.minutes.views import removed_agreement
from meetings.minutes.writing.begin_minutes import begin_minutes
from meetings.minutes.writing.choice_form import ChoiceForm
from meetings.minutes.writing.draft_content import draft_content
from meetings.minutes.writing.form import WritingForm
from meetings.minutes.writing.initial_content import initial_content
from meetings.minutes.writing.merging import differences, merge
from meetings.minutes.writing.save_minutes import SavedByAnother, save_minutes

MERGING = "merge"


@login_required
@require_http_methods(["GET", "POST"])
def minutes_write(request: SignedInRequest, area: str, unit: str, year: int) -> HttpResponse:
    """The form. Opening it creates nothing; the first save creates the minutes."""
    meeting = meeting_or_404(request.user, area, unit, year, right=Right.WRITE_MINUTES)
    page = _page_of(meeting)
    if page is None and meeting.state != MeetingState.HELD:
        context = {"meeting": meeting, "crumbs": crumbs(meeting, _("Write"))}
        return render(request, "meetings/minutes/not_held.html", context, status=409)
    if request.method == "GET" and page is not None and page.state != MinutesState.DRAFT:
        messages.info(request, _("The minutes are no longer a draft: %(state)s.") % {"state": page.get_state_display()})
        return redirect(reading_address(meeting))
    form = _form(meeting, page, form_data(request))

    def show(form: WritingForm, status: int) -> HttpResponse:
        if form.conflict:
            return _show_conflict(request, meeting, form)
        return _show(request, meeting, page, form, status)

    return handle_form(request, form, partial(_act, request, meeting, page, form), show)


@login_required
@require_POST
def minutes_save(request: SignedInRequest, area: str, unit: str, year: int) -> JsonResponse:
    """Save in the background; respond with the new version, or with the reason why nothing was saved."""
    meeting = meeting_or_404(request.user, area, unit, year, right=Right.WRITE_MINUTES)
    page = _page_of(meeting)
    if page is None and meeting.state != MeetingState.HELD:
        return JsonResponse(
            {"text": _("First say that the meeting was held. Then the minutes can be written.")}, status=409
        )
    form = _form(meeting, page, request.POST)
    if not form.is_valid():
        text = _("Not saved yet: a date cannot be read. The text is still here.")
        if form.numbers_refused:
            text = _("Not saved: something looks like a CPR number. Press “Save the draft” to see where.")
        return JsonResponse({"text": text}, status=422)
    try:
        saved = _save(meeting, page, form.content(), form, request.user)
    except SavedByAnother:
        text = _("Somebody else has saved meanwhile. Press “Save the draft” to see both texts.")
        return JsonResponse({"text": text}, status=409)
    except Conflict as conflict:
        return JsonResponse({"text": conflict.message}, status=409)
    fresh = WritingForm(content=draft_content(saved), version=saved.version)
    text = _("Saved %(time)s") % {"time": danish_formats.time_of_day(timezone.localtime())}
    return JsonResponse({"version": saved.version, "base": fresh.remarks["base"].value(), "text": text})


def _act(request: SignedInRequest, meeting: MeetingPage, page: MinutesPage | None, form: WritingForm) -> FormResult:
    """Save, and carry out what the pressed button asks for: merge, add, remove, restore, review."""
    what, _colon, which = request.POST.get("do", "save").partition(":")
    content, anchor = form.content(), ""
    if request.POST.get(MERGING) and page is not None:
        saved = draft_content(page)
        choices = ChoiceForm(differences(content, saved, form.seen), request.POST).chosen()
        content = merge(content, saved, form.seen, choices)
    elif what in {"add", "remove", "restore"}:
        agreements, anchor = _changed_agreements(request, meeting, content, what, which)
        content = replace(content, agreements=agreements)
    _save(meeting, page, content, form, request.user)
    if what == "review":
        return FormResult(reading_address(meeting))
    moment = danish_formats.time_of_day(timezone.localtime())
    message = _("The draft is saved %(time)s. Nobody but its writers can see it.") % {"time": moment}
    return FormResult(address("minutes_write", meeting) + anchor, "" if anchor else message)


def _changed_agreements(
    request: SignedInRequest, meeting: MeetingPage, content: MinutesContent, what: str, which: str
) -> tuple[tuple[AgreementRow, ...], str]:
    """The agreements after one was added to a section, removed or restored, and the URL fragment to show."""
    if what == "add":
        agreement = AgreementRow(str(uuid4()), section=which)
        return (*content.agreements, agreement), f"#aftale-{agreement.id}"
    if what == "remove":
        removed_agreement.store_removed(request, meeting, content, which)
        return tuple(row for row in content.agreements if row.id != which), "#aftaler"
    return (*content.agreements, *removed_agreement.pop_removed(request, meeting, which)), f"#aftale-{which}"


def _save(
    meeting: MeetingPage, page: MinutesPage | None, content: MinutesContent, form: WritingForm, by: User
) -> MinutesPage:
    minutes = page or begin_minutes(meeting=meeting, by=by)
    return save_minutes(minutes=minutes, content=content, seen_version=form.seen_version, by=by)


def _page_of(meeting: MeetingPage) -> MinutesPage | None:
    return MinutesPage.objects.select_related("meeting__cycle", "unit").filter(meeting=meeting).first()


def _form(meeting: MeetingPage, page: MinutesPage | None, data: QueryDict | None = None) -> WritingForm:
    minutes = page or initial_content(meeting)
    return WritingForm(data, content=draft_content(minutes), version=minutes.version)


def _show(
    request: SignedInRequest, meeting: MeetingPage, page: MinutesPage | None, form: WritingForm, status: int
) -> HttpResponse:
    context = {
        "meeting": meeting,
        "minutes": page,
        "form": form,
        "reason": page.return_reason if page else "",
        "removed": removed_agreement.stored_agreement(request, meeting),
        "save_url": address("minutes_save", meeting),
        "reading_url": reading_address(meeting),
        "crumbs": crumbs(meeting, _("Write")),
    }
    return render(request, "meetings/minutes/write.html", context, status=status)


def _show_conflict(request: SignedInRequest, meeting: MeetingPage, form: WritingForm) -> HttpResponse:
    """Show both texts side by side, with the unsaved text in hidden fields; nothing has been saved."""
    page = MinutesPage.objects.select_related("meeting__cycle", "unit").get(meeting=meeting)
    found = differences(form.content(), draft_content(page), form.seen)
    context = {
        "meeting": meeting,
        "conflict": form.conflict,
        "can_merge": isinstance(form.conflict, SavedByAnother),
        "differences": list(zip_longest(found, ChoiceForm(found))),  # those that need a choice come first
        "form": form,
        "version": page.version,
        "saved_by": page.saved_by,
        "saved_at": page.saved_at,
        "writing_url": address("minutes_write", meeting),
        "crumbs": crumbs(meeting, _("Two texts")),
    }
    return render(request, "meetings/minutes/conflict.html", context, status=409)
