"""Views of the year of head of area and consultants, and of one's calendar feed."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from foundation.breadcrumbs import from_front_page
from foundation.cpr_forms.forms import Form
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import form_data, handle_form, handle_removal, show_refusal_page
from foundation.text.parsing import parse_int
from meetings.clashes.block_time import block_time
from meetings.clashes.models import BlockedTime
from meetings.clashes.unblock_time import unblock_time
from meetings.schedule.enums import EntryKind
from meetings.schedule.feed import feed_of
from meetings.schedule.forms import BlockForm
from meetings.schedule.make_feed import make_feed, stop_feed
from meetings.schedule.models import CalendarFeed
from meetings.schedule.reading import OWN_ENTRIES, own_free_half_days, this_year, year_of
from meetings.units import access
from meetings.units.get_or_404 import right_or_404


@login_required
@require_http_methods(["GET", "POST"])
def year(request: SignedInRequest) -> HttpResponse:
    """The year of the head of area or a consultant. A POST blocks a time."""
    right_or_404(request.user, Right.SEE_YEAR_OVERVIEW)
    today = timezone.localdate()
    form = BlockForm(form_data(request))

    def act() -> FormResult:
        row = block_time(by=request.user, today=today, **form.values)
        return FormResult(f"{request.get_full_path()}#optaget-{row.pk}", _("The time is blocked."))

    def show(form: BlockForm, status: int) -> HttpResponse:
        asked = parse_int(request.GET.get("skoleaar", "")[:4], None) or this_year()
        first_year = asked if 2000 <= asked < 2100 else this_year()
        kind = request.GET.get("slags", "")
        kind = kind if kind in (OWN_ENTRIES, *EntryKind.values) else ""
        shown = year_of(request.user, first_year=first_year, today=today, kind=kind)
        context = {
            "year": shown,
            "form": form,
            "free": own_free_half_days(request.user, today),
            "kind": kind,
            "all_url": f"{reverse('year')}?skoleaar={first_year}",
            "before": first_year - 1,
            "after": first_year + 1,
            "crumbs": from_front_page(_("The year")),
        }
        return render(request, "meetings/schedule/year.html", context, status=status)

    return handle_form(request, form, act, show)


@login_required
@require_POST
def unblock(request: SignedInRequest, pk: int) -> HttpResponse:
    right_or_404(request.user, Right.SEE_YEAR_OVERVIEW)
    row = access.visible_to(request.user, BlockedTime).filter(pk=pk).first()

    def remove(row: BlockedTime) -> None:
        unblock_time(blocked=row, by=request.user)

    return handle_removal(request, row, remove, back=reverse("year"), message=_("The time is free again."))


@login_required
@require_http_methods(["GET", "POST"])
def calendar_feed(request: SignedInRequest) -> HttpResponse:
    """Make, replace or stop one's feed. The address is in the answer that made it, and nowhere else."""
    if not access.of(request.user).is_somebody:
        raise Http404
    made: list[str] = []

    def act() -> FormResult:
        if request.POST.get("act") == "stop":
            stop_feed(by=request.user)
            return FormResult(request.path, _("The calendar is stopped: the address no longer works."))
        made.append(make_feed(by=request.user))
        return FormResult(request.path)

    def show(form: Form, status: int) -> HttpResponse:
        if status != 200:
            return show_refusal_page(request, request.path)(form, status)
        address = reverse("calendar_feed_file", args=made) if made else ""
        context = {
            "address": f"{settings.BASE_URL}{address}" if made else "",
            "feed": CalendarFeed.objects.filter(user=request.user).first(),
            "crumbs": from_front_page(_("Your calendar")),
        }
        return render(request, "meetings/schedule/feed.html", context)

    return handle_form(request, Form(form_data(request)), act, show, made)


@require_safe
def calendar_feed_file(request: HttpRequest, secret: str) -> HttpResponse:
    """The feed, for a calendar program that has no session. Whoever has the address is answered."""
    calendar = feed_of(secret, timezone.localdate())
    response = HttpResponse(calendar or "", "text/calendar; charset=utf-8", status=404 if calendar is None else 200)
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
