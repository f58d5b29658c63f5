"""Views where a participant answers by a link, and where the agreement holder follows the answers."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from foundation.cpr_forms.forms import Form
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import form_data, handle_form, show_refusal_page
from meetings.convening.calendar_file import is_organiser
from meetings.convening.replies.confirm_substitute import confirm_substitute
from meetings.convening.replies.forms import NoteRepliesForm, ReplyForm
from meetings.convening.replies.links import participant_of, waits_for_replies
from meetings.convening.replies.record_replies import record_replies
from meetings.convening.replies.remind_participants import remind_participants
from meetings.convening.replies.reply_to_invitation import reply_to_invitation
from meetings.meeting.agenda import agenda_of, ends_at
from meetings.meeting.breadcrumbs import breadcrumbs
from meetings.meeting.enums import Reply
from meetings.meeting.get_or_404 import meeting_or_404
from meetings.meeting.participants.participant_rules import in_role_order
from meetings.units.url_prefixes import meeting_url_kwargs


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, token: str) -> HttpResponse:
    """Anybody with the link. GET answers nothing, so that a mail scanner may open it."""
    now = timezone.now()
    participant = participant_of(token, now)
    if participant is None:
        return _unindexed(render(request, "meetings/convening/replies/expired_link.html", status=404))
    meeting = participant.meeting
    form = ReplyForm(form_data(request), participant=participant)

    def act() -> FormResult:
        data = form.cleaned_data
        reply_to_invitation(
            participant=participant, reply=Reply(data["reply"]), note=data["note"], substitute=form.substitute, now=now
        )
        return FormResult(request.path, _("Thank you. Your answer is noted, and you can change it here."))

    def show(form: ReplyForm, status: int) -> HttpResponse:
        context = {
            "form": form,
            "participant": participant,
            "meeting": meeting,
            "ends_at": ends_at(meeting, meeting.starts_at),
            "agenda": agenda_of(meeting),
            "organiser": meeting.invited_by,
        }
        return render(request, "meetings/convening/replies/reply.html", context, status=status)

    return _unindexed(handle_form(request, form, act, show))


def _unindexed(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex"
    return response


@login_required
@require_http_methods(["GET", "POST"])
def meeting_replies(request: SignedInRequest, area: str, unit: str, year: int) -> HttpResponse:
    """Who comes, and answers noted for others."""
    meeting = meeting_or_404(request.user, area, unit, year, right=Right.CONVENE)
    people, now = in_role_order(meeting.participants.all()), timezone.now()
    form = NoteRepliesForm(form_data(request), people=people)

    def act() -> FormResult:
        record_replies(meeting=meeting, replies=form.replies(), by=request.user, now=now)
        return FormResult(request.path, _("The answers are saved."))

    def show(form: NoteRepliesForm, status: int) -> HttpResponse:
        where, organiser = meeting_url_kwargs(meeting), meeting.invited_by or request.user
        context = {
            "kicker": _("%(unit)s · Dialogue meeting %(year)s")
            % {"unit": meeting.unit.title, "year": meeting.school_year},
            "of_what": meeting.unit.title,
            "form": form,
            "waits": waits_for_replies(meeting, now),
            "rows": [
                {
                    "participant": one,
                    "field": form[f"reply_{one.pk}"],
                    "confirm_url": reverse("confirm_substitute", kwargs={**where, "pk": one.pk})
                    if one.substitute_email
                    else "",
                }
                for one in people
            ],
            "unanswered": sum(not one.reply and not is_organiser(one, organiser) for one in people),
            "remind_url": reverse("remind_participants", kwargs=where),
            "back_url": meeting.url,
            "crumbs": breadcrumbs(meeting, _("Who comes?")),
        }
        return render(request, "meetings/convening/replies/replies.html", context, status=status)

    return handle_form(request, form, act, show)


@login_required
@require_POST
def remind(request: SignedInRequest, area: str, unit: str, year: int) -> HttpResponse:
    meeting = meeting_or_404(request.user, area, unit, year, right=Right.CONVENE)
    back = reverse("meeting_replies", kwargs=meeting_url_kwargs(meeting))

    def act() -> FormResult:
        count = remind_participants(meeting=meeting, by=request.user, now=timezone.now())
        told = ngettext("%(count)s person has been reminded.", "%(count)s persons have been reminded.", count)
        return FormResult(back, told % {"count": count})

    return handle_form(request, Form(request.POST), act, show_refusal_page(request, back))


@login_required
@require_POST
def substitute(request: SignedInRequest, area: str, unit: str, year: int, pk: int) -> HttpResponse:
    meeting = meeting_or_404(request.user, area, unit, year, right=Right.CONVENE)
    participant = get_object_or_404(meeting.participants.select_related("meeting__unit"), pk=pk)
    back = reverse("meeting_replies", kwargs=meeting_url_kwargs(meeting))

    def act() -> FormResult:
        added = confirm_substitute(participant=participant, by=request.user, now=timezone.now())
        return FormResult(back, _("%(name)s is on the list and has got an invitation.") % {"name": added.name})

    return handle_form(request, Form(request.POST), act, show_refusal_page(request, back))
