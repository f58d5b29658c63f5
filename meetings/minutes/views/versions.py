"""The view of the earlier versions of one section."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from foundation.cpr_forms.forms import Form
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import form_data, handle_form
from meetings.minutes.enums import MinutesState
from meetings.minutes.get_or_404 import minutes_or_404
from meetings.minutes.page_urls import minutes_crumbs, minutes_url
from meetings.minutes.writing.restore_section import restore_section
from meetings.minutes.writing.section_version import SectionVersion
from meetings.minutes.writing.section_versions import versions_of


class BringBackForm(Form):
    """`base`: fingerprint of what stood in the section beside the version."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    base = forms.CharField(widget=forms.HiddenInput, required=False)


@login_required
@require_http_methods(["GET", "POST"])
def minutes_versions(
    request: SignedInRequest, area: str, unit: str, year: int, part: str, row: str = ""
) -> HttpResponse:
    """Compare earlier versions with what stands in the section now, and bring one back. For those who write."""
    minutes = minutes_or_404(request.user, area, unit, year, right=Right.WRITE_MINUTES)
    found = versions_of(minutes, (part, row))
    if found is None:
        raise Http404
    form = BringBackForm(form_data(request))
    writing_url = minutes_url("minutes_write", minutes.meeting)

    def act() -> FormResult:
        rows = SectionVersion.objects.filter(meeting=minutes.meeting_id, part=part, row_id=row)
        version = get_object_or_404(rows, number=form.cleaned_data["version"])
        restore_section(minutes=minutes, version=version, expected_digest=form.cleaned_data["base"], by=request.user)
        return FormResult(writing_url, _("The earlier text is back. What was there is among the versions."))

    def show(form: BringBackForm, status: int) -> HttpResponse:
        context = {
            "minutes": minutes,
            "found": found,
            "is_draft": minutes.state == MinutesState.DRAFT,
            "form": form,
            "writing_url": writing_url,
            "crumbs": minutes_crumbs(minutes.meeting, _("Earlier versions")),
        }
        return render(request, "meetings/minutes/versions.html", context, status=status)

    return handle_form(request, form, act, show)
