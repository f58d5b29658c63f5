"""Views for writing minutes: the form, saving in the background, and two texts of one section."""

from collections.abc import Mapping
from functools import partial
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import BigAutoField
from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from accounts.user import User
from foundation.compiled_query import CompiledQuery, Parameter, set_related
from foundation.errors import Conflict
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import form_data, handle_form
from foundation.text import danish_formats
from meetings.meeting.enums import MeetingState
from meetings.meeting.get_or_404 import meeting_or_404
from meetings.meeting.item import items_of
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participant import Participant
from meetings.minutes.content import AgreementRow
from meetings.minutes.document import ComparedMinutes
from meetings.minutes.enums import MinutesState
from meetings.minutes.page_urls import minutes_crumbs, minutes_page_url, minutes_url
from meetings.minutes.pages import MinutesPage
from meetings.minutes.views import removed_row
from meetings.minutes.wish_fields import WishRow
from meetings.minutes.writing.begin_minutes import begin_minutes
from meetings.minutes.writing.draft_content import draft_content
from meetings.minutes.writing.form import WritingForm
from meetings.minutes.writing.initial_content import initial_content
from meetings.minutes.writing.item_facts import item_facts
from meetings.minutes.writing.save_sections import SavedSections, SectionInput, save_sections
from meetings.minutes.writing.section_version import SectionVersion
from meetings.minutes.writing.sections import Key, fingerprint, form_values, heading, values_of


class SectionConflicts(Conflict):
    """Somebody else wrote at the same place of a section; `saved` has the conflicts."""

    def __init__(self, saved: SavedSections) -> None:
        super().__init__(_("Two of you have written in the same section. Choose there what should stay."))
        self.saved = saved


@login_required
@require_http_methods(["GET", "POST"])
def minutes_write(request: SignedInRequest, area: str, unit: str, year: int) -> HttpResponse:
    """The form. Opening it creates nothing; the first save creates the minutes."""
    meeting = meeting_or_404(request.user, area, unit, year, right=Right.WRITE_MINUTES)
    page = _page_of(meeting)
    if page is None and meeting.state != MeetingState.HELD:
        context = {"meeting": meeting, "crumbs": minutes_crumbs(meeting, _("Write"))}
        return render(request, "meetings/minutes/not_held.html", context, status=409)
    if request.method == "GET" and page is not None and page.state != MinutesState.DRAFT:
        messages.info(request, _("The minutes are no longer a draft: %(state)s.") % {"state": page.get_state_display()})
        return redirect(minutes_page_url(meeting))
    form = _form(meeting, page, form_data(request))

    def show(form: WritingForm, status: int) -> HttpResponse:
        if isinstance(form.conflict, SectionConflicts):
            _save_without_conflicts(form, form.conflict.saved, request.user)
        elif form.conflict:
            return _show_unsaved(request, meeting, form)
        return _show(request, meeting, page if request.method == "GET" else _page_of(meeting), form, status)

    return handle_form(request, form, partial(_act, request, meeting, page, form), show)


@login_required
@require_POST
def minutes_save(request: SignedInRequest, area: str, unit: str, year: int) -> JsonResponse:
    """Save the sent sections in the background. Responds with what each contains now, or with why nothing was saved."""
    meeting = meeting_or_404(request.user, area, unit, year, right=Right.WRITE_MINUTES)
    page = _page_of(meeting)
    if page is None and meeting.state != MeetingState.HELD:
        return JsonResponse(
            {"text": _("First say that the meeting was held. Then the minutes can be written.")}, status=409
        )
    form = _form(meeting, page, request.POST)
    is_valid = form.is_valid()
    try:
        saved = _save(meeting, page, form.written(), request.user)
    except Conflict as conflict:
        return JsonResponse({"text": conflict.message}, status=409)
    return JsonResponse(_answer(request, form, saved), status=200 if is_valid else 422)


def _answer(request: SignedInRequest, form: WritingForm, saved: SavedSections) -> dict[str, object]:
    """What the script shows: a sentence, the saved sections by name, and a piece of the page where there are two
    texts."""
    text = _("Saved %(time)s") % {"time": danish_formats.time_of_day(timezone.localtime())}
    if form.numbers_refused:
        text = _("Not saved: something looks like a CPR number. Press “Save the draft” to see where.")
    elif form.errors:
        text = _("Not saved yet: a date cannot be read. The text is still here.")
    elif saved.conflicts:
        text = str(SectionConflicts(saved))
    written = form.written()
    form.show_saved(saved.sections, saved.conflicts)
    return {
        "text": text,
        "version": saved.minutes.version,
        "sections": {
            "/".join(key): {
                "base": fingerprint(values),
                "values": form_values(key, values),
                "merged": fingerprint(values) != fingerprint(written[key].values),
            }
            for key, values in saved.sections.items()
        },
        "two_texts": {
            one.name: render_to_string("meetings/minutes/two_texts.html", {"section": one}, request)
            for one in form.section_forms()
            if one.conflict_with
        },
    }


def _act(request: SignedInRequest, meeting: MeetingPage, page: MinutesPage | None, form: WritingForm) -> FormResult:
    """Save, and carry out what the pressed button asks for: add, remove, restore, review."""
    what, _colon, which = request.POST.get("do", "save").partition(":")
    written = form.written()
    more, anchor = _changed_row(request, meeting, written, what, which)
    saved = _save(meeting, page, {**written, **more}, request.user)
    if saved.conflicts:
        raise SectionConflicts(saved)
    if what == "review":
        return FormResult(minutes_page_url(meeting))
    moment = danish_formats.time_of_day(timezone.localtime())
    message = _("The draft is saved %(time)s. Nobody but its writers can see it.") % {"time": moment}
    return FormResult(minutes_url("minutes_write", meeting) + anchor, "" if anchor else message)


def _changed_row(
    request: SignedInRequest, meeting: MeetingPage, inputs: Mapping[Key, SectionInput], what: str, which: str
) -> tuple[dict[Key, SectionInput], str]:
    """The agreement or wish that was added to the item `which`, taken out or put back, and the URL fragment to show."""
    act, _dash, is_wish = what.partition("-")
    part, name = ("wishes", "oenske") if is_wish else ("agreements", "aftale")
    if act == "add":
        row = WishRow(str(uuid4()), section=which) if is_wish else AgreementRow(str(uuid4()), section=which)
        return {(part, row.id): SectionInput(values_of(row), "", is_new=True)}, f"#{name}-{row.id}"
    if act == "remove":
        key = (part, which)
        if key not in inputs:
            return {}, "#aftaler"
        removed_row.store_removed(request, meeting, key, inputs[key].values)
        return {key: SectionInput(None, inputs[key].seen)}, "#aftaler"
    if act == "restore":
        values = removed_row.pop_removed(request, meeting, (part, which))
        return {(part, which): SectionInput(values, "")} if values else {}, f"#{name}-{which}"
    return {}, ""


def _save(
    meeting: MeetingPage, page: MinutesPage | None, inputs: Mapping[Key, SectionInput], by: User
) -> SavedSections:
    minutes = page or begin_minutes(meeting=meeting, by=by)
    return save_sections(minutes=minutes, inputs=inputs, by=by)


def _save_without_conflicts(form: WritingForm, found: SavedSections, by: User) -> None:
    """Save the sections that are not in conflict, which was undone with the others, and show all as they are now."""
    rest = {key: one for key, one in form.written().items() if key not in found.conflicts}
    saved = save_sections(minutes=found.minutes, inputs=rest, by=by)
    form.show_saved({**found.sections, **saved.sections}, {**found.conflicts, **saved.conflicts})


def _page_of(meeting: MeetingPage) -> MinutesPage | None:
    page: MinutesPage | None = next(iter(_of_meeting.objects(meeting=meeting.pk)), None)
    if page is not None:
        page.meeting, page.unit = meeting, meeting.unit
    return page


_meeting = Parameter("meeting", BigAutoField())
_of_meeting = CompiledQuery(lambda: MinutesPage.objects.filter(meeting=_meeting).order_by())
_participants = CompiledQuery(lambda: Participant.objects.filter(meeting=_meeting))
_saved_again = CompiledQuery(
    lambda: (
        SectionVersion.objects.filter(meeting=_meeting, number__gt=1)
        .order_by()
        .values_list("part", "row_id")
        .distinct()
    )
)


def _form(meeting: MeetingPage, page: MinutesPage | None, data: QueryDict | None = None) -> WritingForm:
    notes = {block_id: row.notes for block_id, row in items_of(meeting, brought=True, times=True, notes=True).items()}
    set_related(meeting, "participants", _participants.objects(meeting=meeting.pk))
    return WritingForm(data, content=draft_content(page or initial_content(meeting), notes), meeting=meeting)


def _show(
    request: SignedInRequest, meeting: MeetingPage, page: MinutesPage | None, form: WritingForm, status: int
) -> HttpResponse:
    facts = item_facts(meeting, request.user)
    _link_versions(form, meeting)
    context = {
        "meeting": meeting,
        "minutes": page,
        "form": form,
        "items": [(one, cards, wishes, facts.get(one.row.id)) for one, cards, wishes in form.sections_with_rows()],
        "reason": page.return_reason if page else "",
        "removed": removed_row.stored_row(request, meeting),
        "save_url": minutes_url("minutes_save", meeting),
        "now_url": minutes_url("minutes_now", meeting),
        "reading_url": minutes_page_url(meeting),
        "crumbs": minutes_crumbs(meeting, _("Write")),
    }
    return render(request, "meetings/minutes/write.html", context, status=status)


def _link_versions(form: WritingForm, meeting: MeetingPage) -> None:
    """Link the versions of sections that were saved more than once. One query."""
    saved = set(_saved_again.rows(meeting=meeting.pk))
    start = minutes_url("minutes_versions", meeting, part="PART")
    for one in form.section_forms():
        if one.key in saved:
            one.title = heading(one.key, form.content_before)
            one.versions_url = start.replace("PART/", "/".join(filter(None, one.key)) + "/")


def _show_unsaved(request: SignedInRequest, meeting: MeetingPage, form: WritingForm) -> HttpResponse:
    """Show what was written and cannot be saved, because the minutes are no draft any more."""
    context = {
        "meeting": meeting,
        "conflict": form.conflict,
        "document": ComparedMinutes(form.content()),
        "reading_url": minutes_page_url(meeting),
        "crumbs": minutes_crumbs(meeting, _("Not saved")),
    }
    return render(request, "meetings/minutes/unsaved.html", context, status=409)
