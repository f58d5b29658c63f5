"""Where minutes are journalised: the form for one, and the list of those that are and are not."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from foundation.breadcrumbs import from_front_page
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import form_data, handle_form
from meetings.exports.forms import JournalForm
from meetings.exports.making.sources import approved_minutes
from meetings.exports.models import JournalEntry
from meetings.exports.page_urls import documents_url, export_crumbs
from meetings.exports.reading import journal_rows
from meetings.exports.record_journal_entry import record_journal_entry
from meetings.meeting.get_or_404 import meeting_or_404
from meetings.meeting.pages import MeetingPage
from meetings.units import access
from meetings.units.get_or_404 import right_or_404
from meetings.units.url_prefixes import meeting_url_kwargs


def journal_url(meeting: MeetingPage) -> str:
    return reverse("journal_entry", kwargs=meeting_url_kwargs(meeting))


@login_required
@require_http_methods(["GET", "POST"])
def journal_entry(request: SignedInRequest, area: str, unit: str, year: int) -> HttpResponse:
    """Note case and document number; 404 until the minutes are approved."""
    meeting = meeting_or_404(request.user, area, unit, year, right=Right.JOURNALISE)
    minutes = approved_minutes(request.user, meeting)
    if minutes is None:
        raise Http404
    form = JournalForm(form_data(request), row=JournalEntry.objects.filter(minutes=minutes).first())

    def act() -> FormResult:
        facts = form.cleaned_data
        record_journal_entry(
            minutes=minutes,
            case_number=facts["case_number"],
            document_number=facts["document_number"],
            expected_version=facts["seen"],
            by=request.user,
        )
        return FormResult(f"{documents_url(meeting)}#journal", _("It is noted where the minutes are journalised."))

    def show(form: JournalForm, status: int) -> HttpResponse:
        context = {
            "form": form,
            "meeting": meeting,
            "back_url": documents_url(meeting),
            "crumbs": export_crumbs(meeting, _("Journalised")),
        }
        return render(request, "meetings/exports/journal_entry.html", context, status=status)

    return handle_form(request, form, act, show)


@login_required
@require_safe
def journal(request: SignedInRequest) -> HttpResponse:
    """Approved minutes that are not journalised yet, and those that are."""
    right_or_404(request.user, Right.JOURNALISE)
    context = {
        "waiting": journal_rows(request.user, journalised=False),
        "done": journal_rows(request.user, journalised=True),
        "may_make_keys": access.of(request.user).has(Right.MAKE_API_KEYS),
        "crumbs": from_front_page(_("Journal")),
    }
    return render(request, "meetings/exports/journal.html", context)
