"""Views where the administrator stores units and people from a file: choose it, look its rows through, confirm."""

from dataclasses import asdict
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from accounts.request_types import SignedInRequest
from accounts.second_factor.require_recent import is_post, require_recent_second_factor
from foundation.cpr_forms.forms import Form
from foundation.errors import Refusal
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import handle_form
from foundation.forms.signed_preview import read_preview, sign_preview
from foundation.middleware.body_limit import accepts_files
from foundation.text.spreadsheet import CONTENT_TYPES, XLSX
from meetings.figures.parsing.refusals import TableTooLong
from meetings.figures.parsing.source import ACCEPT, MAX_BYTES
from meetings.first_day.people_file.blank_sheet import blank_sheet
from meetings.first_day.people_file.file_rows import FileRow
from meetings.first_day.people_file.import_people import import_people, may_set_up
from meetings.first_day.people_file.make_plan import make_plan
from meetings.first_day.people_file.plan import Plan, Status
from meetings.first_day.people_file.read_file import read_file
from meetings.first_day.steps import steps_left
from meetings.units.people.breadcrumbs import people_crumbs

PURPOSE = "meetings.first_day.people_file"
END, KEEP = "end", "keep"


class FileForm(Form):
    use_required_attribute = False

    file = forms.FileField(
        label=gettext_lazy("A file with units and people"),
        help_text=gettext_lazy("CSV, Excel (.xlsx) or OpenDocument (.ods), at most 10 MB."),
        error_messages={"required": gettext_lazy("Choose the file first.")},
        allow_empty_file=True,  # `read_file` refuses it with a better message
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )


class ConfirmForm(Form):
    """What is asked before the rows are stored; fields that do not apply are left out."""

    missing = forms.ChoiceField(
        label=gettext_lazy("What is to happen to these roles?"),
        choices=[(END, gettext_lazy("They end today")), (KEEP, gettext_lazy("They stay"))],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what is to happen to them.")},
    )
    invite = forms.BooleanField(
        label=gettext_lazy("Send a link to choose a password to those who are new"),
        required=False,
        help_text=gettext_lazy("Without the tick nobody gets a mail. You can send the links later under People."),
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not plan.ending:
            del self.fields["missing"]
        if not plan.new_people:
            del self.fields["invite"]


def _is_confirmation(request: HttpRequest) -> bool:
    return is_post(request) and "carried" in request.POST


@accepts_files(may=may_set_up, max_bytes=lambda: 2 * MAX_BYTES)  # files a little too large get the form's message
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@require_recent_second_factor(when=_is_confirmation)
@sensitive_post_parameters("carried")
def people_file(request: SignedInRequest) -> HttpResponse:
    """Show the form for the file or the preview of its rows, or store them."""
    if not may_set_up(request.user):
        raise Http404
    if request.method != "POST":
        return _choose(request, FileForm())
    return _store(request) if "carried" in request.POST else _read(request)


@login_required
@require_GET
def people_sheet(request: SignedInRequest) -> HttpResponse:
    """The sheet to fill in."""
    if not may_set_up(request.user):
        raise Http404
    name = content_disposition_header(True, "enheder-og-personer.xlsx") or ""
    return HttpResponse(blank_sheet(), content_type=CONTENT_TYPES[XLSX], headers={"Content-Disposition": name})


def _choose(request: SignedInRequest, form: FileForm) -> HttpResponse:
    status = 422 if form.errors else 200
    context = {"form": form, "crumbs": people_crumbs(_("From a file"))}
    return render(request, "meetings/first_day/people_file.html", context, status=status)


def _read(request: SignedInRequest) -> HttpResponse:
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _choose(request, form)
    try:
        rows = read_file(form.cleaned_data["file"])
        plan = make_plan(rows, by=request.user, today=timezone.localdate())
        return _preview(request, rows, plan, ConfirmForm(plan=plan))
    except Refusal as refusal:
        form.add_error("file", refusal.message)
        return _choose(request, form)


def _store(request: SignedInRequest) -> HttpResponse:
    try:
        carried = read_preview(request.POST["carried"], request.user, purpose=PURPOSE)
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return _choose(request, FileForm())
    rows = [FileRow(**row) for row in carried["rows"]]
    today = timezone.localdate()
    plan = make_plan(rows, by=request.user, today=today)
    form = ConfirmForm(request.POST, plan=plan)

    def act() -> FormResult:
        data = form.cleaned_data
        stored = import_people(
            rows=rows,
            by=request.user,
            today=today,
            end_missing=data.get("missing") == END,
            invite=bool(data.get("invite")),
            expected_hash=carried["seen"],
        )
        after = reverse("first_day") if steps_left(today) else reverse("people")
        return FormResult(after, _("The file is stored: %(counts)s.") % {"counts": plan_summary(stored)})

    def show(form: ConfirmForm, status: int) -> HttpResponse:
        return _preview(request, rows, make_plan(rows, by=request.user, today=today), form, status)

    return handle_form(request, form, act, show)


def plan_summary(plan: Plan) -> str:
    """Return the counts as part of a sentence."""
    new = ngettext("%(count)s new", "%(count)s new", plan.counts["new"])
    words = {
        "new": new, "changed": _("%(count)s changed"), "ended": _("%(count)s ended"),
        "unchanged": _("%(count)s unchanged"),
    }  # fmt: skip
    return ", ".join(words[name] % {"count": plan.counts[name]} for name in words)


def _preview(
    request: SignedInRequest, rows: list[FileRow], plan: Plan, form: ConfirmForm, status: int = 200
) -> HttpResponse:
    """Raises TableTooLong."""
    plain = {"rows": [asdict(row) for row in rows], "seen": plan.fingerprint}
    context = {
        "plan": plan,
        "form": form,
        "wrong": plan.with_problems,
        "groups": [
            (status.label, found, status == Status.UNCHANGED) for status in Status if (found := plan.rows_with(status))
        ],
        "counts": plan_summary(plan),
        "carried": sign_preview(plain, request.user, purpose=PURPOSE, too_large=TableTooLong),
        "crumbs": people_crumbs(_("From a file")),
    }
    return render(request, "meetings/first_day/people_preview.html", context, status=status)
