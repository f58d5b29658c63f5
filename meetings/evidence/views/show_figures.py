"""Choose how figures are shown, and download them as a file."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.request_types import SignedInRequest
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import form_data, handle_form
from foundation.text.danish_slug import danish_slug
from foundation.text.spreadsheet import CONTENT_TYPES, CSV, XLSX
from meetings.evidence.body import figures_in
from meetings.evidence.enums import EvidenceKind, SentKind
from meetings.evidence.figures.change_figures import dataset_of_evidence
from meetings.evidence.figures.show_figures import show_figures
from meetings.evidence.get_or_404 import evidence_or_404
from meetings.evidence.models import Evidence
from meetings.evidence.page_urls import evidence_crumbs, evidence_url_kwargs
from meetings.evidence.permissions import is_open, may_share
from meetings.evidence.sharing.record_sent import record_sent
from meetings.figures.build_chart import CategoriesAndSeries, chart_names, charts_for
from meetings.figures.charts.chart import ChartKind
from meetings.figures.export import as_csv, as_xlsx
from meetings.figures.forms import DisplayForm
from meetings.figures.models import Dataset
from meetings.units import access
from meetings.units.url_prefixes import meeting_url_kwargs
from snippets.enums import Measure

FILES = {
    CSV: (as_csv, CONTENT_TYPES[CSV]),
    XLSX: (as_xlsx, CONTENT_TYPES[XLSX]),
}
#: Default chart: the first of these that fits the figures.
FIRST_CHOICE = (ChartKind.LINE, ChartKind.DISTRIBUTION, ChartKind.BAR)


@login_required
@require_http_methods(["GET", "POST"])
def figures_show(request: SignedInRequest, area: str, unit: str, year: int, pk: int) -> HttpResponse:
    """Edit message and chart of the figures; POST with `then=look` saves and shows the result on the same page."""
    evidence = evidence_or_404(request.user, area, unit, year, pk, to_edit=True)
    dataset = dataset_of_evidence(evidence) if evidence.kind == EvidenceKind.FIGURES else None
    if dataset is None or (request.method != "POST" and not is_open(evidence)):
        return redirect(evidence.get_url())
    names = list(dict.fromkeys(chart_names(dataset.figures, True)[0] + chart_names(dataset.figures, False)[0]))
    initial = _initial(evidence, dataset) if request.method == "GET" else None
    form = DisplayForm(form_data(request), names=names, kinds=_right(dataset), initial=initial)

    def act() -> FormResult:
        show_figures(
            evidence=evidence,
            expected_version=form.cleaned_data["seen"],
            chart=form.cleaned_data["chart"],
            message=form.cleaned_data["message"],
            rows_are_series=form.cleaned_data.get("rows_are_series", False),
            breaks=form.cleaned_data.get("breaks", []),
            by=request.user,
        )
        return _after_saving(request, evidence)

    def show(form: DisplayForm, status: int) -> HttpResponse:
        return _show(request, evidence, dataset, form, status)

    return handle_form(request, form, act, show)


def _after_saving(request: SignedInRequest, evidence: Evidence) -> FormResult:
    then = request.POST.get("then")
    if then == "look":
        return FormResult(reverse("figures_show", kwargs=evidence_url_kwargs(evidence)) + "#figurer")
    if evidence.is_shared:
        return FormResult(evidence.get_url(), _("Saved. The meeting sees the change now."))
    if then == "close" or not may_share(request.user, evidence):
        return FormResult(evidence.get_url(), _("Your draft is saved. You can continue whenever you like."))
    return FormResult(reverse("evidence_about", kwargs=evidence_url_kwargs(evidence)))


def _right(dataset: Dataset) -> dict[ChartKind, CategoriesAndSeries]:
    return charts_for(dataset.figures, Measure(dataset.measure))


def _initial(evidence: Evidence, dataset: Dataset) -> dict[str, object]:
    shown = next(one for one in figures_in(evidence.body) if one.pk == dataset.pk)
    chart: str = shown.chart
    right = _right(dataset)
    if chart and ChartKind(chart) not in right:
        chart = next(iter(right), "")
    elif chart:
        chart = ChartKind(chart)
    elif not shown.message:
        chart = next((kind for kind in FIRST_CHOICE if kind in right), "")
    return {
        "message": shown.message, "chart": chart, "rows_are_series": shown.rows_are_series, "breaks": dataset.breaks,
        "seen": evidence.version,
    }  # fmt: skip


def _show(
    request: SignedInRequest, evidence: Evidence, dataset: Dataset, form: DisplayForm, status: int
) -> HttpResponse:
    where = evidence_url_kwargs(evidence)
    gather = (_("Contribute"), reverse("evidence_new", kwargs=meeting_url_kwargs(evidence.meeting)))
    context = {
        "evidence": evidence,
        "dataset": dataset,
        "meeting": evidence.meeting,
        "figures": [block for block in evidence.body if block.block_type == "figures"],
        "form": form,
        "is_shared": evidence.is_shared,
        "edit_url": reverse("figures_edit", kwargs=where),
        "crumbs": evidence_crumbs(
            evidence.meeting, gather, (evidence.title, evidence.get_url()), (_("How they are shown"), "")
        ),
    }
    return render(request, "meetings/figures/figures_show.html", context, status=status)


@login_required
@require_safe
def figures_download(
    request: SignedInRequest, area: str, unit: str, year: int, pk: int, form: str
) -> HttpResponse:  # fmt: skip
    """Download for those who may see the figures; suppressed numbers are not in the file either."""
    if form not in FILES:
        raise Http404
    evidence = evidence_or_404(request.user, area, unit, year, pk)
    shown = [one.pk for one in figures_in(evidence.body)]
    rows = access.visible_to(request.user, Dataset).filter(evidence=evidence, pk__in=shown).select_related("type")
    dataset = get_object_or_404(rows)
    write, content_type = FILES[form]
    response = HttpResponse(write(dataset), content_type=content_type)
    if request.method == "GET":  # recorded, so that the page of an objection shows the download and the role
        roles = {role.value: 1 for role in access.of(request.user).roles_in(evidence.unit)}
        record_sent(
            kind=SentKind.FIGURES,
            meeting=evidence.meeting,
            pieces=[evidence],
            by=request.user,
            recipients=roles,
            reference=form,
        )
    response["Content-Disposition"] = (
        f'attachment; filename="{danish_slug(dataset.title, max_length=60) or "tal"}.{form}"'
    )
    response["Cache-Control"] = "private, no-store"
    return response
