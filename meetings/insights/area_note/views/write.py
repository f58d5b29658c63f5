"""Views to list notes, and to edit one."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import form_data, handle_form
from meetings.insights.area_note.edit_note import edit_note
from meetings.insights.area_note.enums import NoteState
from meetings.insights.area_note.forms import NoteForm
from meetings.insights.area_note.note_pieces import changed
from meetings.insights.area_note.page_urls import note_crumbs, note_url
from meetings.insights.area_note.reading import list_context, passages_shown
from meetings.insights.area_note.views.get_or_404 import note_or_404
from meetings.units import access


@login_required
@require_safe
def area_notes(request: SignedInRequest) -> HttpResponse:
    """The notes one may read, and one's own words in notes."""
    person = access.of(request.user)
    if not any(person.has(right) for right in (Right.WRITE_AREA_NOTE, Right.SEE_FORUM, Right.EDIT_TEMPLATES)):
        raise Http404
    return render(request, "meetings/insights/notes.html", list_context(request.user))


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: SignedInRequest, slug: str) -> HttpResponse:
    """The note as a form: its pieces in their order. Each button of a piece saves and comes back."""
    note = note_or_404(request.user, slug, Right.WRITE_AREA_NOTE)
    if note.state != NoteState.DRAFT and request.method == "GET":
        return redirect(note.url)
    form = NoteForm(form_data(request), row=note, quoted=passages_shown(request.user, note))

    def act() -> FormResult:
        pieces, here = changed(form.written_pieces(), request.POST.get("act", ""))
        data = form.cleaned_data
        after = edit_note(note=note, title=data["title"], pieces=pieces, expected_version=data["seen"], by=request.user)
        if request.POST.get("act"):
            return FormResult(f"{note_url('note_edit', after)}#stykke-{here}" if here else note_url("note_edit", after))
        return FormResult(after.url, _("The note is saved."))

    def show(form: NoteForm, status: int) -> HttpResponse:
        context = {"note": note, "form": form, "rows": form.rows(), "crumbs": note_crumbs(_("Edit"), note=note)}
        return render(request, "meetings/insights/note_form.html", context, status=status)

    return handle_form(request, form, act, show)
