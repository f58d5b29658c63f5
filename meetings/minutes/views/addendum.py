"""View with the form for an addendum."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from foundation.cpr_forms.forms import Form
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import form_data, handle_form
from meetings.minutes.add_addendum import add_addendum
from meetings.minutes.get_or_404 import minutes_or_404
from meetings.minutes.page_urls import minutes_crumbs, minutes_page_url


class AddendumForm(Form):
    text = forms.CharField(
        label=gettext_lazy("What should be added or corrected?"),
        help_text=gettext_lazy(
            "It is shown below the approved text with your name and the date, and can't be changed."
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
    )


@login_required
@require_http_methods(["GET", "POST"])
def minutes_addendum(request: SignedInRequest, area: str, unit: str, year: int) -> HttpResponse:
    """A form for one addendum; 404 until the minutes are approved."""
    minutes = minutes_or_404(request.user, area, unit, year, right=Right.ADD_ADDENDUM)
    if not minutes.is_approved:
        raise Http404
    form, reading_url = AddendumForm(form_data(request)), minutes_page_url(minutes.meeting)

    def act() -> FormResult:
        add_addendum(minutes=minutes, text=form.cleaned_data["text"], by=request.user, today=timezone.localdate())
        message = _("The addendum is shown below the minutes. Those who read them have been told.")
        return FormResult(f"{reading_url}#tilfoejelser", message)

    def show(form: AddendumForm, status: int) -> HttpResponse:
        trail = minutes_crumbs(minutes.meeting, _("Write an addendum"))
        context = {"minutes": minutes, "form": form, "reading_url": reading_url, "crumbs": trail}
        return render(request, "meetings/minutes/addendum.html", context, status=status)

    return handle_form(request, form, act, show)
