"""The view where the agreement holder says who else sends the minutes."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
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
from meetings.minutes.get_or_404 import minutes_or_404
from meetings.minutes.page_urls import minutes_crumbs, minutes_page_url
from meetings.minutes.writing.appoint_sender import appoint_sender, possible_senders


class SenderForm(Form):
    sender = forms.TypedChoiceField(
        label=gettext_lazy("Who else may send the minutes?"), coerce=int, empty_value=None, required=False,
        help_text=gettext_lazy("You can always send them yourself."),
    )  # fmt: skip

    def __init__(self, *args: Any, names: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sender"].choices = [("", _("Only me")), *names.items()]


@login_required
@require_http_methods(["GET", "POST"])
def minutes_sender(request: SignedInRequest, area: str, unit: str, year: int) -> HttpResponse:
    minutes = minutes_or_404(request.user, area, unit, year, right=Right.SUBMIT_MINUTES)
    today = timezone.localdate()
    names = possible_senders(minutes, today)
    form = SenderForm(form_data(request), names=names, initial={"sender": minutes.sender_id})
    back = minutes_page_url(minutes.meeting)

    def act() -> FormResult:
        chosen = form.cleaned_data["sender"]
        appoint_sender(minutes=minutes, sender_id=chosen, by=request.user, today=today)
        text = _("%(name)s may send the minutes now.") % {"name": names[chosen]} if chosen else _("Saved.")
        return FormResult(back, text)

    def show(form: SenderForm, status: int) -> HttpResponse:
        context = {
            "minutes": minutes, "form": form, "back_url": back,
            "crumbs": minutes_crumbs(minutes.meeting, _("Who sends")),
        }  # fmt: skip
        return render(request, "meetings/minutes/sender.html", context, status=status)

    return handle_form(request, form, act, show)
