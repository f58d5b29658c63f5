"""Views where an invitee answers, by a link or signed in, and the calendar file of a forum day."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.request_types import SignedInRequest
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import form_data, handle_form
from meetings.convening.replies.forms import InviteeReplyForm
from meetings.forum.days.get_or_404 import day_or_404
from meetings.forum.days.inviting.calendar_file import download
from meetings.forum.days.inviting.links import invitee_of
from meetings.forum.days.inviting.reply_to_forum_day import reply_to_forum_day
from meetings.forum.days.models import ForumInvitee
from meetings.forum.days.page_urls import day_url
from meetings.forum.days.programme import day_ends_at, programme_of
from meetings.forum.days.reading import point_row
from meetings.meeting.enums import Reply


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, token: str) -> HttpResponse:
    """Anybody with the link. GET answers nothing, so that a mail scanner may open it."""
    invitee = invitee_of(token, timezone.now())
    if invitee is None:
        response = render(request, "meetings/convening/replies/expired_link.html", status=404)
    else:
        response = _handle(request, invitee, request.path)
    response["X-Robots-Tag"] = "noindex"
    return response


@login_required
@require_http_methods(["GET", "POST"])
def answer(request: SignedInRequest, slug: str) -> HttpResponse:
    """The answer of an invitee who is signed in."""
    day = day_or_404(request.user, slug)
    invitee = get_object_or_404(day.invitees.select_related("day__invited_by"), user=request.user)
    return _handle(request, invitee, day_url("forum_day", day))


def _handle(request: HttpRequest, invitee: ForumInvitee, back: str) -> HttpResponse:
    form = InviteeReplyForm(form_data(request), initial={"reply": invitee.reply, "note": invitee.reply_note})
    form.fields["note"].label = _("A line to whoever plans the day")

    def act() -> FormResult:
        data = form.cleaned_data
        reply_to_forum_day(invitee=invitee, reply=Reply(data["reply"]), note=data["note"], now=timezone.now())
        return FormResult(back, _("Thank you. Your answer is noted, and you can change it here."))

    def show(form: InviteeReplyForm, status: int) -> HttpResponse:
        day = invitee.day
        # A link without an account shows when and where, and names no example.
        names = request.path == reverse("forum_day_answer", args=[day.slug])
        context = {
            "form": form,
            "invitee": invitee,
            "day": day,
            "ends_at": day_ends_at(day),
            "points": [point_row(point) for point in programme_of(day, invitee.user if names else None)],
            "organiser": day.invited_by,
            "day_url": day_url("forum_day", day) if invitee.user_id else "",
        }
        return render(request, "meetings/forum/days/reply.html", context, status=status)

    return handle_form(request, form, act, show)


@login_required
@require_safe
def calendar(request: SignedInRequest, slug: str) -> HttpResponse:
    """Serve the day as a calendar file, for the reader's own calendar."""
    day = day_or_404(request.user, slug)
    name = f'attachment; filename="{day.slug}.ics"'
    return HttpResponse(
        download(day), content_type="text/calendar; charset=utf-8", headers={"Content-Disposition": name}
    )
