"""The page on which a document of a note is asked for."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.request_types import SignedInRequest
from accounts.second_factor.require_recent import require_recent_second_factor
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import form_data, handle_form
from meetings.exports.enums import DocumentSource, Format
from meetings.exports.forms import FormatForm
from meetings.exports.making.request_document import request_document
from meetings.exports.reading import exports_of
from meetings.insights.area_note.page_urls import note_crumbs, note_url
from meetings.insights.area_note.views.get_or_404 import note_or_404


@login_required
@require_http_methods(["GET", "POST"])
@require_recent_second_factor()
def documents(request: SignedInRequest, slug: str) -> HttpResponse:
    """A form for the document of a note, and what this person had made of it lately."""
    note = note_or_404(request.user, slug)
    form = FormatForm(form_data(request))

    def act() -> FormResult:
        made = request_document(
            source=DocumentSource.NOTE, of=note, format=Format(form.cleaned_data["format"]), by=request.user
        )  # fmt: skip
        return FormResult(f"{note_url('note_documents', note)}#dokument-{made.key}")

    def show(form: FormatForm, status: int) -> HttpResponse:
        context = {
            "note": note, "form": form, "exports": exports_of(request.user, note=note),
            "crumbs": note_crumbs(_("Documents"), note=note),
        }  # fmt: skip
        return render(request, "meetings/insights/note_documents.html", context, status=status)

    return handle_form(request, form, act, show)
