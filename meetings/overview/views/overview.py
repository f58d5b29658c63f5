"""The view of the overview of the year."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.roles import Right
from accounts.second_factor.require_recent import always, require_recent_second_factor
from foundation.breadcrumbs import from_front_page
from foundation.text.spreadsheet import CONTENT_TYPES, XLSX
from foundation.translation.in_danish import in_danish
from meetings.overview.overview import YearOverview, count_text, overview_for
from meetings.overview.stages import Stage
from meetings.overview.workbook import overview_columns, workbook_of
from meetings.units import access
from meetings.units.get_or_404 import right_or_404

#: The forty meetings of a head of area fit on one page.
PAGE_SIZE = 50


class OverviewFilter(forms.Form):
    """The filter form. Its choices come from the overview, so nothing the user may not see is offered."""

    omraade = forms.ChoiceField(label=gettext_lazy("Area"), required=False)
    tilstand = forms.ChoiceField(label=gettext_lazy("State"), required=False)
    skoleaar = forms.ChoiceField(label=gettext_lazy("School year"), required=False)

    def __init__(self, *args: Any, overview: YearOverview, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = [(area.slug, area.title) for area in overview.areas]
        fields: dict[str, Any] = self.fields
        fields["omraade"].choices = [("", _("All areas")), *areas]
        fields["tilstand"].choices = [("", _("All states")), *Stage.choices]
        fields["skoleaar"].choices = [(year, year) for year in overview.years]
        if len(areas) < 2:
            del self.fields["omraade"]
        if len(overview.years) < 2:
            del self.fields["skoleaar"]


def _asked(request: HttpRequest) -> dict[str, str]:
    return {name: request.GET.get(name, "")[:60] for name in ("omraade", "tilstand", "skoleaar")}


def _overview(request: HttpRequest) -> YearOverview:
    """The overview as the reader may see it, with the filters of the address; 404 for those who follow no area."""
    right_or_404(request.user, Right.SEE_YEAR_OVERVIEW)
    asked = _asked(request)
    return overview_for(
        request.user,
        today=timezone.localdate(),
        school_year=asked["skoleaar"],
        area=asked["omraade"],
        stage=asked["tilstand"] if asked["tilstand"] in Stage.values else "",
    )


def _url(name: str, request: HttpRequest) -> str:
    """The same rows elsewhere."""
    kept = {name: value for name, value in _asked(request).items() if value}
    return f"{reverse(name)}?{urlencode(kept)}" if kept else reverse(name)


@login_required
@require_safe
def year_overview(request: HttpRequest) -> HttpResponse:
    """The overview of those who follow a whole area: only their own units."""
    overview, asked = _overview(request), _asked(request)
    is_filtered = bool(asked["omraade"] or asked["tilstand"])
    context = {
        "overview": overview,
        "page": Paginator(overview.rows, PAGE_SIZE).get_page(request.GET.get("side")),
        "form": OverviewFilter(initial=asked | {"skoleaar": overview.school_year}, overview=overview),
        "found": count_text(overview),
        "preparations_url": reverse("preparations") if access.of(request.user).area_ids(Right.PREPARE) else "",
        "print_url": _url("overview_print", request),
        "workbook_url": _url("overview_workbook", request),
        "is_filtered": is_filtered,
        "reset_url": reverse("year_overview") if is_filtered else "",
        "crumbs": from_front_page(_("Overview")),
    }
    return render(request, "meetings/overview/overview.html", context)


@login_required
@require_safe
def overview_print(request: HttpRequest) -> HttpResponse:
    """The rows for A4 landscape: no menu, no pages."""
    overview, stage = _overview(request), _asked(request)["tilstand"]
    context = {
        "overview": overview,
        "columns": overview_columns(),
        "found": count_text(overview),
        "chosen": Stage(stage).label if stage in Stage.values else "",
        "today": timezone.localdate(),
        "back_url": _url("year_overview", request),
    }
    return render(request, "meetings/overview/print.html", context)


@login_required
@require_safe
@require_recent_second_factor(when=always)
@in_danish()
def overview_workbook(request: HttpRequest) -> HttpResponse:
    overview = _overview(request)
    word, year = _("Overview").lower(), overview.school_year.replace("/", "-")
    response = HttpResponse(workbook_of(overview), content_type=CONTENT_TYPES[XLSX])
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=f"{word}-{year}.xlsx") or ""
    )
    return response
