"""What the views share by which a forum day is planned."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from foundation.forms.handle_form import ShowForm
from meetings.forum.days.enums import ForumDayState
from meetings.forum.days.get_or_404 import day_or_404
from meetings.forum.days.page_urls import day_url, forum_day_crumbs
from meetings.forum.days.pages import ForumDayPage

OfDay = Callable[[SignedInRequest, ForumDayPage], HttpResponse]


def planner_view(*states: ForumDayState) -> Callable[[OfDay], Callable[..., HttpResponse]]:
    """Decorate a form about a day: 404 for those who do not plan; in another state than `states` back to the day's
    page, with a message. What is sent then is refused by the action."""

    def decorate(view: OfDay) -> Callable[..., HttpResponse]:
        @login_required
        @require_http_methods(["GET", "POST"])
        @wraps(view)
        def found(request: SignedInRequest, slug: str) -> HttpResponse:
            day = day_or_404(request.user, slug, right=Right.PLAN_FORUM_DAYS)
            if request.method == "POST" or day.state in states:
                return view(request, day)
            message = _("That cannot be done now. The forum day is: %(state)s.")
            messages.info(request, message % {"state": day.get_state_display().lower()})
            return redirect(day_url("forum_day", day))

        return found

    return decorate


def form_of_day(request: SignedInRequest, day: ForumDayPage, template: str, title: str, **more: object) -> ShowForm:
    """Return what shows a form about `day` with `template`; `title` is the last breadcrumb."""

    def show(form: object, status: int) -> HttpResponse:
        here = {
            "day": day,
            "form": form,
            "crumbs": forum_day_crumbs(title, day=day),
            "day_url": day_url("forum_day", day),
        }
        return render(request, template, {**here, **more}, status=status)

    return show
