"""Views that choose who is invited to a forum day, send the invitation and remind people."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from foundation.cpr_check.forms import Form
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import form_data, handle_form, show_refusal_page
from meetings.forum.days.addresses import crumbs, of_day
from meetings.forum.days.enums import ForumDayState
from meetings.forum.days.forms import InviteesForm, InviteForm
from meetings.forum.days.get_or_404 import day_or_404
from meetings.forum.days.inviting.invite_to_forum_day import invite_to_forum_day
from meetings.forum.days.inviting.invitee_groups import invitee_groups
from meetings.forum.days.inviting.notifications import preview
from meetings.forum.days.inviting.remind_invitees import remind_invitees
from meetings.forum.days.inviting.set_invitees import set_invitees


@login_required
@require_http_methods(["GET", "POST"])
def invitees(request: SignedInRequest, slug: str) -> HttpResponse:
    day = day_or_404(request.user, slug, right=Right.PLAN_FORUM_DAYS)
    if not day.is_open and request.method == "GET":
        messages.info(request, _("The list can no longer be changed: the day is held or cancelled."))
        return redirect(of_day("forum_day", day))
    now = timezone.now()
    today = timezone.localdate(now)
    form = InviteesForm(
        form_data(request), row=day, groups=invitee_groups(today), invitees=list(day.invitees.all())
    )  # fmt: skip

    def act() -> FormResult:
        data = form.cleaned_data
        added, removed = set_invitees(
            day=day, groups=data["groups"], people=form.chosen_people(), without=[int(pk) for pk in data["without"]],
            seen=data["seen"], by=request.user, today=today, now=now,
        )  # fmt: skip
        told = _("They have got a mail.") if day.is_invited_to else _("Nobody has got a mail yet.")
        words = _("%(added)s added, %(removed)s taken off.") % {"added": len(added), "removed": len(removed)}
        return FormResult(of_day("forum_day", day), f"{words} {told}")

    def show(form: InviteesForm, status: int) -> HttpResponse:
        here = {"day": day, "crumbs": crumbs(_("Who is invited"), day=day), "day_url": of_day("forum_day", day)}
        return render(request, "meetings/forum/days/invitees.html", {"form": form, **here}, status=status)

    return handle_form(request, form, act, show)


@login_required
@require_http_methods(["GET", "POST"])
def invite(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show the mail and how many get it; then send it."""
    day = day_or_404(request.user, slug, right=Right.PLAN_FORUM_DAYS)
    if day.state != ForumDayState.PLANNED and request.method == "GET":
        return redirect(of_day("forum_day", day))
    form = InviteForm(form_data(request), row=day)
    people = list(day.invitees.all())

    def act() -> FormResult:
        invite_to_forum_day(day=day, seen=form.cleaned_data["seen"], by=request.user, now=timezone.now())
        words = ngettext(
            "The invitation is sent: %(count)s person gets a mail with a calendar file.",
            "The invitation is sent: %(count)s persons get a mail with a calendar file.",
            len(people),
        )
        return FormResult(of_day("forum_day", day), words % {"count": len(people)})

    def show(form: InviteForm, status: int) -> HttpResponse:
        reader = next((one for one in people if one.user_id != request.user.pk), None)
        context = {
            "day": day, "form": form, "count": len(people), "crumbs": crumbs(_("Send the invitation"), day=day),
            "mail": preview(day, reader, request.user) if reader else None, "day_url": of_day("forum_day", day),
        }  # fmt: skip
        return render(request, "meetings/forum/days/invite.html", context, status=status)

    return handle_form(request, form, act, show)


@login_required
@require_POST
def remind(request: SignedInRequest, slug: str) -> HttpResponse:
    day = day_or_404(request.user, slug, right=Right.PLAN_FORUM_DAYS)
    back = of_day("forum_day", day)

    def act() -> FormResult:
        count = remind_invitees(day=day, by=request.user, now=timezone.now())
        told = ngettext("%(count)s person has been reminded.", "%(count)s persons have been reminded.", count)
        return FormResult(back, told % {"count": count})

    return handle_form(request, Form(request.POST), act, show_refusal_page(request, back))
