"""The view for a participant without an account: a link, a code, and then the draft or the approved minutes."""

from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from foundation import audit
from foundation.cpr_forms.forms import Form
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import form_data, handle_form
from meetings.minutes.document import ComparedMinutes
from meetings.minutes.reading import short_hash
from meetings.minutes.record import ApprovalRecord
from meetings.minutes.remarks.codes import WrongCode, send_code, use_code, waits_for_code
from meetings.minutes.remarks.forms import CodeForm
from meetings.minutes.remarks.links import active_link, last_day, reader_by
from meetings.minutes.remarks.models import MinutesLink
from meetings.minutes.remarks.page_forms import handle_page
from meetings.minutes.remarks.reading import RoundPage

#: So long a browser may read by a link after its code was right.
OPEN_FOR = timedelta(hours=1)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def minutes_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Anybody with the link, and the code that is mailed to its participant. Opening it does nothing, so that a mail
    scanner may."""
    now = timezone.now()
    link = active_link(token, timezone.localdate(now))
    if link is None:
        response = render(request, "meetings/minutes/remarks/expired_link.html", status=404)
    elif not _is_open(request, link, now):
        response = _ask_for_code(request, link, now)
    elif link.round_id is None:
        response = _approved(request, link)
    else:
        response = _draft(request, link, now)
    response["X-Robots-Tag"] = "noindex"
    return response


def _ask_for_code(request: HttpRequest, link: MinutesLink, now: datetime) -> HttpResponse:
    """A page with a button that mails the code, and the field for it."""
    sends = request.method == "POST" and request.POST.get("do") == "send"
    form = Form(request.POST) if sends else CodeForm(form_data(request))

    def act() -> FormResult:
        send_code(link, now)
        return FormResult(request.path, _("The code is on its way to your mail."))

    def show(form: Form, status: int) -> HttpResponse:
        context = {
            "form": form,
            "code_form": CodeForm() if sends else form,
            "participant": link.participant,
            "unit": link.minutes.unit,
            "year": link.minutes.meeting.school_year,
            "is_draft": link.round_id is not None,
            "is_sent": waits_for_code(MinutesLink.objects.get(pk=link.pk), now),
        }
        return render(request, "meetings/minutes/remarks/code.html", context, status=status)

    if request.method != "POST" or sends:
        return handle_form(request, form, act, show)
    if not form.is_valid():
        return show(form, 422)
    try:  # not in the transaction of a form: a wrong code is counted
        use_code(link, form.cleaned_data["code"], now)
    except WrongCode as refusal:
        form.refuse(refusal)
        return show(form, 422)
    _open(request, link, now)
    return redirect(request.path)


def _open(request: HttpRequest, link: MinutesLink, now: datetime) -> None:
    """Let this browser read by the link."""
    request.session.cycle_key()
    request.session[_key(link)] = (now + OPEN_FOR).timestamp()
    audit.record(
        "minutes.link_opened", link.minutes, by=None, unit_id=link.minutes.unit_id, participant=link.participant_id
    )


def _is_open(request: HttpRequest, link: MinutesLink, now: datetime) -> bool:
    return now.timestamp() < request.session.get(_key(link), 0)


def _key(link: MinutesLink) -> str:
    return f"minutes_link_{link.pk}"


def _draft(request: HttpRequest, link: MinutesLink, now: datetime) -> HttpResponse:
    """The draft, and the remarks of the participant. No evidence, and no page but this one."""
    today = timezone.localdate(now)
    reader = reader_by(link, today)
    assert reader is not None  # noqa: S101 - a living link
    page = RoundPage(reader.round, reader, None, today)

    def show(status: int) -> HttpResponse:
        context = page.context() | {"crumbs": [], "reading_url": "", "may_send": False, "by_link": True}
        return render(request, "meetings/minutes/remarks/remarks.html", context, status=status)

    return handle_page(request, page, show)


def _approved(request: HttpRequest, link: MinutesLink) -> HttpResponse:
    """The approved text with remarks and addenda, and nothing that it rests on."""
    minutes = link.minutes
    record = ApprovalRecord.objects.select_related("approved_by").get(minutes=minutes)
    context = {
        "document": ComparedMinutes(record.text),
        "record": record,
        "short_hash": short_hash(record.content_hash),
        "addenda": list(minutes.addenda.select_related("author")),
        "until": last_day(minutes),
        "unit": minutes.unit,
    }
    return render(request, "meetings/minutes/remarks/approved.html", context)
