"""The page on which a unit answers whether its words may stand in a note."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from foundation.breadcrumbs import from_front_page
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import form_data, handle_form
from meetings.insights.area_note.answer_passage import answer_passage
from meetings.insights.area_note.enums import Clearance
from meetings.insights.area_note.forms import ClearanceForm
from meetings.insights.area_note.page_urls import passage_url
from meetings.insights.area_note.pages import QuotedPassage
from meetings.insights.area_note.reading import surroundings
from meetings.units import access


@login_required
@require_http_methods(["GET", "POST"])
def passage(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Exactly what would be shown, to whom, and the answer; then the unit's next passage in the note."""
    rows = access.visible_to(request.user, QuotedPassage).filter(
        access.of(request.user).units_q(Right.CLEAR_PASSAGE, "unit")
    )
    rows = rows.exclude(clearing=Clearance.NOT_ASKED).select_related("unit", "note__area")
    found: QuotedPassage = get_object_or_404(rows, pk=pk, note__slug=slug)
    form = ClearanceForm(form_data(request), row=found)

    def act() -> FormResult:
        may_stand = form.cleaned_data["answer"] == "yes"
        answer_passage(passage=found, may_stand=may_stand, expected_version=form.cleaned_data["seen"], by=request.user)
        waiting = rows.filter(note=found.note_id, unit=found.unit_id, clearing=Clearance.ASKED)
        following = waiting.order_by("pk").first()
        message = (
            _("Thank you. Your words may be quoted there.") if may_stand else _("Thank you. Your words are left out.")
        )
        return FormResult(passage_url(following) if following else reverse("area_notes"), message)

    def show(form: ClearanceForm, status: int) -> HttpResponse:
        context = {
            "passage": found, "note": found.note, "form": form, "pieces": surroundings(found.note, found),
            "writes": False,
            "crumbs": from_front_page((_("Notes for the area"), reverse("area_notes")), _("Your words")),
        }  # fmt: skip
        return render(request, "meetings/insights/note_passage.html", context, status=status)

    return handle_form(request, form, act, show)
