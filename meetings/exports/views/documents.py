"""The pages where documents of a meeting or an example are asked for."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from accounts.second_factor.require_recent import require_recent_second_factor
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import form_data, handle_form
from meetings.exports.enums import DocumentSource, Format, MinutesPart
from meetings.exports.forms import AGENDA, AgendaDocumentForm, ExampleDocumentForm, MinutesDocumentForm
from meetings.exports.making.request_document import request_document
from meetings.exports.making.sources import approved_minutes, may_journalise
from meetings.exports.models import JournalEntry
from meetings.exports.page_urls import documents_url, example_documents_url, export_crumbs
from meetings.exports.reading import exports_of
from meetings.exports.views.journal import journal_url
from meetings.forum.page_urls import forum_crumbs
from meetings.forum.pages import ExamplePage
from meetings.meeting.get_or_404 import meeting_or_404
from meetings.meeting.pages import MeetingPage
from meetings.units import access


@login_required
@require_http_methods(["GET", "POST"])
@require_recent_second_factor()
def documents(request: SignedInRequest, area: str, unit: str, year: int) -> HttpResponse:
    """A form for the agenda, one for approved minutes, and what this person had made lately."""
    meeting = meeting_or_404(request.user, area, unit, year)
    minutes = approved_minutes(request.user, meeting)
    journalises = minutes is not None and may_journalise(request.user, minutes)
    is_agenda = minutes is None or (request.method == "POST" and f"{AGENDA}-which" in request.POST)
    form: AgendaDocumentForm | MinutesDocumentForm = (
        AgendaDocumentForm(form_data(request))
        if is_agenda
        else MinutesDocumentForm(form_data(request), with_package=journalises)
    )

    def act() -> FormResult:
        made = request_document(
            source=DocumentSource.AGENDA if is_agenda else DocumentSource.MINUTES,
            of=meeting,
            format=Format(form.cleaned_data["format"]),
            parts=form.cleaned_data.get("parts", ()),
            by=request.user,
        )
        return FormResult(f"{documents_url(meeting)}#dokument-{made.key}")

    def show(form: object, status: int) -> HttpResponse:
        other = MinutesDocumentForm(with_package=journalises) if is_agenda and minutes else AgendaDocumentForm()
        entry = JournalEntry.objects.filter(minutes=minutes).select_related("noted_by").first() if journalises else None
        context = {
            "meeting": meeting,
            "agenda_form": form if is_agenda else other,
            "minutes_form": (other if is_agenda else form) if minutes else None,
            "exports": exports_of(request.user, meeting=meeting),
            "journalises": journalises,
            "journal_url": journal_url(meeting),
            "entry": entry,
            "access_url": _access_url(request, meeting),
            "crumbs": export_crumbs(meeting),
        }
        return render(request, "meetings/exports/documents.html", context, status=status)

    return handle_form(request, form, act, show)


def _access_url(request: SignedInRequest, meeting: MeetingPage) -> str:
    """Where everything about the meeting is put together; empty for those who may not."""
    if not access.of(request.user).may(Right.EXPORT_MEETING, meeting.unit):
        return ""
    return f"{reverse('access_export_meeting')}?{urlencode({'enhed': meeting.unit_id, 'aar': meeting.school_year})}"


@login_required
@require_http_methods(["GET", "POST"])
@require_recent_second_factor()
def example_documents(request: SignedInRequest, slug: str) -> HttpResponse:
    """A form for the document of an example, and what this person had made of it lately."""
    rows = access.visible_to(request.user, ExamplePage).select_related("unit", "evidence")
    example = get_object_or_404(rows, slug=slug)
    form = ExampleDocumentForm(form_data(request))

    def act() -> FormResult:
        made = request_document(
            source=DocumentSource.EXAMPLE,
            of=example,
            format=Format(form.cleaned_data["format"]),
            parts=[MinutesPart.RECOGNISABLE] if form.cleaned_data["with_people"] else [],
            by=request.user,
        )
        return FormResult(f"{example_documents_url(example)}#dokument-{made.key}")

    def show(form: ExampleDocumentForm, status: int) -> HttpResponse:
        context = {
            "example": example,
            "form": form,
            "exports": exports_of(request.user, example=example),
            "crumbs": forum_crumbs(_("Documents"), example=example),
        }
        return render(request, "meetings/exports/example_documents.html", context, status=status)

    return handle_form(request, form, act, show)
