"""Views that move a note on: send, decide, ask the units, publish, take back."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import form_data, handle_form
from meetings.insights.area_note.ask_units import ask_units
from meetings.insights.area_note.decide_note import decide_note
from meetings.insights.area_note.enums import DECIDED_STATES, NoteState
from meetings.insights.area_note.forms import NoteDecisionForm, VersionForm
from meetings.insights.area_note.page_urls import note_crumbs
from meetings.insights.area_note.pages import AreaNotePage
from meetings.insights.area_note.publish_note import publish_note
from meetings.insights.area_note.reading import answers_of, pieces_shown
from meetings.insights.area_note.submit_note import submit_note
from meetings.insights.area_note.views.get_or_404 import note_or_404
from meetings.insights.area_note.withdraw_note import withdraw_note
from meetings.moderation.enums import Decision


@login_required
@require_http_methods(["GET", "POST"])
def decide(request: SignedInRequest, slug: str) -> HttpResponse:
    """The note as it reads, and the two decisions."""
    note = note_or_404(request.user, slug, Right.APPROVE_AREA_NOTE)
    if request.method == "GET" and (note.state != NoteState.SUBMITTED or note.is_submitted_by(request.user)):
        return redirect(note.url)
    form = NoteDecisionForm(form_data(request), row=note)

    def act() -> FormResult:
        data, returns = form.cleaned_data, request.POST.get("act") == "return"
        decision = Decision.RETURNED if returns else Decision.APPROVED
        decide_note(note=note, decision=decision, expected_version=data["seen"], reason=data["reason"], by=request.user)
        if returns:
            return FormResult(note.url, _("The note is sent back, and whoever sent it has been told why."))
        return FormResult(note.url, _("The note is approved. You can ask the units, and publish it to the leaders."))

    def show(form: NoteDecisionForm, status: int) -> HttpResponse:
        context = {
            "note": note, "form": form, "pieces": pieces_shown(request.user, note), "writes": True,
            "crumbs": note_crumbs(_("Decide"), note=note),
        }  # fmt: skip
        return render(request, "meetings/insights/note_decide.html", context, status=status)

    return handle_form(request, form, act, show)


@login_required
@require_http_methods(["GET", "POST"])
def submit(request: SignedInRequest, slug: str) -> HttpResponse:
    note = note_or_404(request.user, slug, Right.WRITE_AREA_NOTE)

    def act(expected_version: int) -> FormResult:
        submit_note(note=note, expected_version=expected_version, by=request.user)
        return FormResult(note.url, _("The note is sent to the head of the area. You hear when it is decided about."))

    labels = {
        "question": _("Send the note for approval?"),
        "text": _("The head of the area reads it and decides. Whoever sends it can't approve it. Nobody changes it "
                  "meanwhile."),
        "submit": _("Send for approval"),
    }  # fmt: skip
    return _confirm(request, note, (NoteState.DRAFT,), labels, act)


@login_required
@require_http_methods(["GET", "POST"])
def ask(request: SignedInRequest, slug: str) -> HttpResponse:
    note = note_or_404(request.user, slug, Right.WRITE_AREA_NOTE)

    def act(expected_version: int) -> FormResult:
        count = ask_units(note=note, expected_version=expected_version, by=request.user)
        message = ngettext("%(count)s unit is asked.", "%(count)s units are asked.", count) % {"count": count}
        return FormResult(note.url, message)

    labels = {
        "question": _("Ask the units about their words?"),
        "text": _("The agreement holder of each unit sees exactly what would be shown, and says yes or no. "
                  "Words without a yes are left out."),
        "submit": _("Ask the units"),
    }  # fmt: skip
    return _confirm(request, note, DECIDED_STATES, labels, act, answers=answers_of(note))


@login_required
@require_http_methods(["GET", "POST"])
def publish(request: SignedInRequest, slug: str) -> HttpResponse:
    note = note_or_404(request.user, slug, Right.APPROVE_AREA_NOTE)

    def act(expected_version: int) -> FormResult:
        publish_note(note=note, expected_version=expected_version, by=request.user)
        return FormResult(note.url, _("All leaders can now read the note."))

    labels = {
        "question": _("Publish the note to all leaders?"),
        "text": _("It is shown with the words of the units that have said yes. Whoever says yes later is shown "
                  "from then on. All else stays out."),
        "submit": _("Publish to the leaders"),
    }  # fmt: skip
    return _confirm(request, note, (NoteState.APPROVED,), labels, act, answers=answers_of(note))


@login_required
@require_http_methods(["GET", "POST"])
def withdraw(request: SignedInRequest, slug: str) -> HttpResponse:
    note = note_or_404(request.user, slug, Right.WRITE_AREA_NOTE)

    def act(expected_version: int) -> FormResult:
        withdraw_note(note=note, expected_version=expected_version, by=request.user)
        return FormResult(note.url, _("The note is a draft again. Only you who write it can read it."))

    labels = {
        "question": _("Take the note back?"),
        "text": _("It becomes a draft, and leaders can't read it any more. Units that have said yes are asked "
                  "again, as the text around their words may change."),
        "submit": _("Take the note back"),
    }  # fmt: skip
    return _confirm(request, note, (NoteState.SUBMITTED, *DECIDED_STATES), labels, act)


def _confirm(
    request: SignedInRequest, note: AreaNotePage, states: tuple[NoteState, ...], labels: dict[str, str],
    carry_out: Callable[[int], FormResult], **more: object,
) -> HttpResponse:  # fmt: skip
    """A question with one button; 404 for a note in another state."""
    if request.method == "GET" and note.state not in states:
        raise Http404
    form = VersionForm(form_data(request), row=note)

    def show(form: VersionForm, status: int) -> HttpResponse:
        context = {
            "note": note,
            "form": form,
            "crumbs": note_crumbs(labels["submit"], note=note),
            "answers": [],
            **labels,
            **more,
        }
        return render(request, "meetings/insights/note_confirm.html", context, status=status)

    return handle_form(request, form, lambda: carry_out(form.cleaned_data["seen"]), show)
