"""Views that choose who is invited to a forum day, send the invitation, and follow who comes."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from foundation.cpr_forms.forms import Form
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import form_data, handle_form, show_refusal_page
from meetings.convening.replies.forms import NoteRepliesForm
from meetings.forum.days.enums import OPEN_STATES, ForumDayState
from meetings.forum.days.forms import InviteesForm, InviteForm
from meetings.forum.days.get_or_404 import day_or_404
from meetings.forum.days.inviting.calendar_file import is_organiser
from meetings.forum.days.inviting.invite_to_forum_day import invite_to_forum_day
from meetings.forum.days.inviting.invitee_groups import invitee_groups
from meetings.forum.days.inviting.links import waits_for_answers
from meetings.forum.days.inviting.notifications import preview_day_invitation
from meetings.forum.days.inviting.record_answers import record_answers
from meetings.forum.days.inviting.remind_invitees import remind_invitees
from meetings.forum.days.inviting.set_invitees import set_invitees
from meetings.forum.days.page_urls import day_url
from meetings.forum.days.pages import ForumDayPage
from meetings.forum.days.views.planner_view import form_of_day, planner_view


@planner_view(*OPEN_STATES)
def invitees(request: SignedInRequest, day: ForumDayPage) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    form = InviteesForm(form_data(request), row=day, groups=invitee_groups(today), invitees=list(day.invitees.all()))

    def act() -> FormResult:
        data = form.cleaned_data
        added, removed = set_invitees(
            day=day, groups=data["groups"], people=form.chosen_people(), without=[int(pk) for pk in data["without"]],
            expected_version=data["seen"], by=request.user, today=today, now=now,
        )  # fmt: skip
        told = _("They have got a mail.") if day.is_invited_to else _("Nobody has got a mail yet.")
        message = _("%(added)s added, %(removed)s removed.") % {"added": len(added), "removed": len(removed)}
        return FormResult(day_url("forum_day", day), f"{message} {told}")

    return handle_form(
        request, form, act, form_of_day(request, day, "meetings/forum/days/invitees.html", _("Who is invited"))
    )


@planner_view(ForumDayState.PLANNED)
def invite(request: SignedInRequest, day: ForumDayPage) -> HttpResponse:
    """Show the mail and how many get it; then send it."""
    form, people = InviteForm(form_data(request), row=day), list(day.invitees.all())

    def act() -> FormResult:
        invite_to_forum_day(day=day, expected_version=form.cleaned_data["seen"], by=request.user, now=timezone.now())
        message = ngettext(
            "The invitation is sent: %(count)s person gets a mail with a calendar file.",
            "The invitation is sent: %(count)s persons get a mail with a calendar file.",
            len(people),
        )
        return FormResult(day_url("forum_day", day), message % {"count": len(people)})

    reader = next((one for one in people if one.user_id != request.user.pk), None)
    mail = preview_day_invitation(day, reader, request.user) if reader else None
    show = form_of_day(
        request, day, "meetings/forum/days/invite.html", _("Send the invitation"), count=len(people), mail=mail
    )
    return handle_form(request, form, act, show)


@planner_view(*ForumDayState)
def replies(request: SignedInRequest, day: ForumDayPage) -> HttpResponse:
    """Who comes, and answers noted for others."""
    organiser, now = day.invited_by or request.user, timezone.now()
    people = [one for one in day.invitees.all() if not is_organiser(one, organiser)]
    form = NoteRepliesForm(form_data(request), people=people)

    def act() -> FormResult:
        record_answers(day=day, replies=form.replies(), by=request.user, now=now)
        return FormResult(request.path, _("The answers are saved."))

    context = {
        "kicker": day.title,
        "of_what": day.title,
        "waits": waits_for_answers(day, now),
        "rows": [{"participant": one, "field": form[f"reply_{one.pk}"]} for one in people],
        "unanswered": sum(not one.reply for one in people),
        "remind_url": reverse("forum_day_remind", args=[day.slug]),
        "back_url": day_url("forum_day", day),
    }
    return handle_form(
        request, form, act, form_of_day(request, day, "meetings/forum/days/replies.html", _("Who comes?"), **context)
    )


@login_required
@require_POST
def remind(request: SignedInRequest, slug: str) -> HttpResponse:
    day = day_or_404(request.user, slug, right=Right.PLAN_FORUM_DAYS)
    back = day_url("forum_day_replies", day)

    def act() -> FormResult:
        count = remind_invitees(day=day, by=request.user, now=timezone.now())
        told = ngettext("%(count)s person has been reminded.", "%(count)s persons have been reminded.", count)
        return FormResult(back, told % {"count": count})

    return handle_form(request, Form(request.POST), act, show_refusal_page(request, back))
