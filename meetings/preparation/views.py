"""Views that set when the preparation meetings are: of one meeting, and of all units of a consultant."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from foundation.breadcrumbs import from_front_page
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import handle_form
from meetings.clashes.clashes import data_with_half_day, key_of, require_confirmed
from meetings.meeting.breadcrumbs import breadcrumbs
from meetings.meeting.enums import OPEN_STATES
from meetings.meeting.get_or_404 import meeting_or_404
from meetings.preparation.changed_appointment import people_of
from meetings.preparation.clashes_in_form import clashes_in_form
from meetings.preparation.forms import TimesForm
from meetings.preparation.listing import meetings_to_prepare
from meetings.preparation.people import possible_people, usual_people
from meetings.preparation.plan_appointments import plan_appointments
from meetings.units import access
from meetings.units.url_prefixes import meeting_url_kwargs


@login_required
@require_http_methods(["GET", "POST"])
def times(request: SignedInRequest, area: str, unit: str, year: int) -> HttpResponse:
    """Set all preparation meetings of a meeting in one form, with one mail to each person."""
    meeting = meeting_or_404(request.user, area, unit, year, right=Right.PREPARE)
    here = reverse("preparation", kwargs=meeting_url_kwargs(meeting))
    if meeting.state not in OPEN_STATES and request.method != "POST":
        messages.info(request, _("The preparation is over: the meeting is held or cancelled."))
        return redirect(here)
    today = timezone.localdate()
    steps = list(meeting.preparation_steps.filter(done_at=None).prefetch_related("people"))
    people = list(possible_people(meeting, today))
    usual = usual_people((step for step in steps if not step.is_appointment), meeting, today)
    data = data_with_half_day(request)
    form = TimesForm(data, meeting=meeting, steps=steps, people=people, usual=usual)
    clashes = clashes_in_form(form, meeting, request.user, timezone.now(), latest=meeting.starts_at)
    asked = {
        "clashes": clashes,
        "anyway": key_of(clashes),
        "all_the_same": _("Save all the same"),
        "places": [row["key"] for row in form.rows],
    }
    if "ask" in request.POST:
        return render(request, "meetings/clashes/answer.html", asked)

    def act() -> FormResult:
        require_confirmed(clashes, request.POST)
        changed = plan_appointments(meeting=meeting, planned=form.planned(), by=request.user, today=today)
        told = people_of(changed)
        message = ngettext(
            "It is saved. %(count)s person gets one mail.", "It is saved. %(count)s people get one mail.", len(told)
        ) % {"count": len(told)}
        back = reverse("preparations") + f"#enhed-{meeting.pk}" if "in_row" in request.POST else here
        return FormResult(back, message if told else _("It is saved. Nobody gets a mail."))

    def show(form: TimesForm, status: int) -> HttpResponse:
        trail = breadcrumbs(meeting, _("Preparation"), _("When and where"))
        trail[-2]["url"] = here
        context: dict[str, object] = {
            **asked,
            "meeting": meeting,
            "form": form,
            "back_url": here,
            "keep": f"times-{meeting.pk}",
            "crumbs": trail,
        }
        return render(request, "meetings/preparation/times.html", context, status=status)

    return show(form, 200) if "take" in request.POST else handle_form(request, form, act, show)


@login_required
@require_safe
def preparations(request: SignedInRequest) -> HttpResponse:
    """All units of a consultant, with the preparation meetings that are not held yet. Dates are set in the row."""
    if not access.of(request.user).area_ids(Right.PREPARE):
        raise Http404
    context = {
        "rows": meetings_to_prepare(request.user, timezone.localdate()),
        "crumbs": from_front_page(_("Preparation of all units")),
    }
    return render(request, "meetings/preparation/preparations.html", context)
