"""Import figures: type and source, then how they are read. Nothing is stored before the preview is confirmed."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from foundation.errors import Refusal
from foundation.forms.carry_out_once import FormResult
from foundation.forms.form_group import FormGroup
from foundation.forms.handle_form import carry_out_form, handle_form
from foundation.text.parsing import parse_int
from meetings.evidence.dependents import dependents_of
from meetings.evidence.enums import EvidenceKind
from meetings.evidence.figures.add_figures import add_figures
from meetings.evidence.figures.change_figures import change_figures, dataset_of_evidence
from meetings.evidence.get_or_404 import evidence_or_404
from meetings.evidence.models import Evidence
from meetings.evidence.page_urls import evidence_crumbs, evidence_url_kwargs
from meetings.evidence.permissions import is_open
from meetings.figures.choices_form import choices_from, chosen_sheet
from meetings.figures.forms import FactsForm, InputForm
from meetings.figures.grid import (
    MAX_GRID_COLUMNS,
    MAX_GRID_ROWS,
    Grid,
    empty_grid,
    enlarge_grid,
    grid_from_post,
    grid_from_table,
    source_of_grid,
)
from meetings.figures.linked_figures import datasets_to_compare
from meetings.figures.models import Dataset, unit_of_measure_for
from meetings.figures.parsing.sheet import FiguresFile, text_of
from meetings.figures.parsing.source import read_pasted_text, read_upload, require_no_cpr
from meetings.figures.preview import FiguresPreview, preview_of
from meetings.figures.save_figures import DatasetFacts, require_valid_facts
from meetings.figures.signed_preview import read_source, sign_source
from meetings.meeting.get_or_404 import meeting_or_404
from meetings.meeting.item import item_of
from meetings.meeting.pages import MeetingPage
from meetings.units.url_prefixes import meeting_url_kwargs
from snippets.enums import DatasetKind


@dataclass(frozen=True)
class FiguresTarget:
    """Where the figures go: a new piece of evidence, or an existing one."""

    meeting: MeetingPage
    evidence: Evidence | None = None
    dataset: Dataset | None = None

    @property
    def back_url(self) -> str:
        return (
            self.evidence.get_url()
            if self.evidence
            else reverse("evidence_new", kwargs=meeting_url_kwargs(self.meeting))
        )


@login_required
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
def figures_new(request: SignedInRequest, area: str, unit: str, year: int) -> HttpResponse:
    """With ?skriv=1 a grid to type in; else a file or cells copied from a spreadsheet."""
    meeting = meeting_or_404(request.user, area, unit, year, right=Right.ADD_EVIDENCE)
    if not meeting.accepts_evidence and request.method != "POST":
        return redirect("evidence_new", area=area, unit=unit, year=year)
    return _answer(request, FiguresTarget(meeting))


@login_required
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
def figures_edit(request: SignedInRequest, area: str, unit: str, year: int, pk: int) -> HttpResponse:
    """Change the facts and the figures: in the grid, or from another file."""
    evidence = evidence_or_404(request.user, area, unit, year, pk, to_edit=True)
    dataset = dataset_of_evidence(evidence) if evidence.kind == EvidenceKind.FIGURES else None
    if dataset is None or (request.method != "POST" and not is_open(evidence)):
        return redirect(evidence.get_url())
    return _answer(request, FiguresTarget(evidence.meeting, evidence, dataset))


def _answer(request: SignedInRequest, place: FiguresTarget) -> HttpResponse:
    if request.method == "GET":
        return _ask(request, place, _facts_form(place, initial=_start(request)), grid=_first_grid(request, place))
    stage = request.POST.get("stage", "read")
    if stage in {"rows", "columns"}:
        form = _facts_form(place, initial=request.POST.dict())
        return _ask(request, place, form, grid=enlarge_grid(grid_from_post(request.POST), rows=stage == "rows"))
    if stage == "back":
        return _back(request, place)
    form = FactsForm(request.POST, dataset=place.dataset)
    if stage == "facts" and place.evidence is not None:
        return _keep_facts(request, place, form)
    if stage == "read":
        return _read(request, place, form)
    return _look_or_keep(request, place, form, keep=stage == "keep")


# Type and source ------------------------------------------------------------------------------------------------------


def _start(request: SignedInRequest) -> dict[str, object]:
    return {"item": request.GET.get("punkt", "")}


def _facts_form(place: FiguresTarget, initial: Mapping[str, object]) -> FactsForm:
    return FactsForm(initial=initial, dataset=place.dataset)


def _first_grid(request: SignedInRequest, place: FiguresTarget) -> Grid | None:
    if "skriv" in request.GET:
        return (grid_from_table(place.dataset.figures) if place.dataset else None) or empty_grid()
    if place.dataset is not None and "fil" not in request.GET:
        return grid_from_table(place.dataset.figures)
    return None


def _back(request: SignedInRequest, place: FiguresTarget) -> HttpResponse:
    """Return from the preview to the first page, with everything as it was."""
    form = _facts_form(place, initial=request.POST.dict())
    try:
        source = read_source(request.POST.get("carried", ""), request.user)
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return _ask(request, place, form)
    way = request.POST.get("way")
    rows = [[text_of(cell) for cell in row] for row in source.sheets[0].rows]
    if way == "grid":
        width = max(map(len, rows))
        return _ask(request, place, form, grid=[[*row, *([""] * (width - len(row)))] for row in rows])
    if way == "pasted":
        return _ask(request, place, form, pasted="\n".join("\t".join(row) for row in rows))
    return _ask(request, place, form, kept=request.POST.get("carried", ""))


def _read(request: SignedInRequest, place: FiguresTarget, form: FactsForm) -> HttpResponse:
    grid = grid_from_post(request.POST) if "grid-rows" in request.POST else None
    inputs = InputForm(request.POST, request.FILES)
    is_valid = inputs.is_valid()
    source: FiguresFile | None = None
    way = "grid"
    try:
        if grid is not None:
            source = source_of_grid(grid)
            require_no_cpr(source)
        elif is_valid and inputs.cleaned_data["file"]:
            source, way = read_upload(inputs.cleaned_data["file"]), "file"
        elif is_valid and inputs.cleaned_data["pasted"].strip():
            source, way = read_pasted_text(inputs.cleaned_data["pasted"]), "pasted"
        elif is_valid and request.POST.get("carried"):
            source, way = read_source(request.POST["carried"], request.user), "file"
        elif is_valid:
            inputs.add_error("file", _("Choose a file, or paste the figures."))
        text = sign_source(source, request.user) if source else ""
    except Refusal as refusal:
        source = None
        inputs.add_error(None if grid is not None else _field_of(inputs), refusal.message)
    if not form.is_valid() or source is None:
        kept = text if source is not None and way == "file" else ""
        return _ask(request, place, form, grid=grid, inputs=inputs, kept=kept, status=422)
    return _look(request, place, form, source, text, way)


def _field_of(inputs: InputForm) -> str:
    return "file" if inputs.cleaned_data.get("file") else "pasted"


def _ask(
    request: SignedInRequest,
    place: FiguresTarget,
    form: FactsForm,
    *,
    grid: Grid | None = None,
    inputs: InputForm | None = None,
    pasted: str = "",
    kept: str = "",
    status: int = 200,
) -> HttpResponse:
    inputs = inputs or InputForm(initial={"pasted": pasted})
    context = {
        **_around(place, _("Figures")),
        "form": form,
        "inputs": inputs,
        "every_form": FormGroup([form, inputs], main=form),
        "grid": grid,
        "can_grow": {"rows": len(grid) < MAX_GRID_ROWS, "columns": len(grid[0]) < MAX_GRID_COLUMNS} if grid else None,
        "kept": kept,
        "item": request.POST.get("item") or request.GET.get("punkt", ""),
        "form_key": request.POST.get("form_key") or secrets.token_hex(6),
        "seen": _seen(request, form) or (place.evidence.version if place.evidence else ""),
        "confidential": [one.name for one in form.fields["type"].queryset if one.is_confidential],
    }
    return render(request, "meetings/figures/import_figures.html", context, status=status)


# How the figures are read ---------------------------------------------------------------------------------------------


def _look_or_keep(request: SignedInRequest, place: FiguresTarget, form: FactsForm, *, keep: bool) -> HttpResponse:
    try:
        source = read_source(request.POST.get("carried", ""), request.user)
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return _ask(request, place, _facts_form(place, initial=request.POST.dict()), status=422)
    if not form.is_valid():
        return _ask(request, place, form, kept=request.POST.get("carried", ""), status=422)
    way = request.POST.get("way", "file")
    if not keep:
        return _look(request, place, form, source, request.POST["carried"], way)
    preview = _preview(request, place, form.facts, source)
    if preview.reading.table is None:
        return _look(request, place, form, source, request.POST["carried"], way, status=422)
    if preview.reading.looks_like_persons and "groups" not in request.POST:
        return _look(request, place, form, source, request.POST["carried"], way, status=422, must_say_groups=True)

    def act() -> FormResult:
        evidence = _store(request, place, preview)
        text = _("The figures are saved. Choose how to show them.")
        return FormResult(reverse("figures_show", kwargs=evidence_url_kwargs(evidence)), text)

    def show(form: FactsForm, status: int) -> HttpResponse:
        return _look(request, place, form, source, request.POST["carried"], way, status=status)

    return carry_out_form(request, form, act, show)


def _store(request: SignedInRequest, place: FiguresTarget, preview: FiguresPreview) -> Evidence:
    facts, table = preview.facts, preview.reading.table
    assert table is not None  # noqa: S101  checked by the caller
    if place.evidence is not None:
        seen = request.POST.get("seen", "")
        return change_figures(
            evidence=place.evidence, expected_version=parse_int(seen, 0), facts=facts, table=table,
            by=request.user,
        )  # fmt: skip
    return add_figures(
        meeting=place.meeting,
        facts=facts,
        table=table,
        by=request.user,
        today=timezone.localdate(),
        item=item_of(place.meeting, request.POST.get("item")),
        form_key="".join(char for char in request.POST.get("form_key", "") if char.isalnum())[:40],
    )


def _preview(
    request: SignedInRequest, place: FiguresTarget, facts: DatasetFacts, source: FiguresFile
) -> FiguresPreview:
    number = chosen_sheet(source, request.POST)
    is_percent = "%" in {unit_of_measure_for(facts.measure, facts.type), facts.type.unit_of_measure}
    choices = choices_from(source.sheets[number], request.POST, is_percent=is_percent)
    return preview_of(
        source, number, choices, facts, place.meeting.pk, datasets_to_compare(place.meeting.unit_id, place.dataset)
    )


def _look(
    request: SignedInRequest,
    place: FiguresTarget,
    form: FactsForm,
    source: FiguresFile,
    text: str,
    action: str,
    *,
    status: int = 200,
    must_say_groups: bool = False,
) -> HttpResponse:
    facts = form.facts
    try:
        require_valid_facts(facts)
    except Refusal as refusal:
        form.refuse(refusal)
        return _ask(request, place, form, kept=text, status=422)
    preview = _preview(request, place, facts, source)
    context = {
        **_around(place, _("Is it read correctly?")),
        "form": form,
        "facts": facts,
        "preview": preview,
        "sheets": list(enumerate(sheet.name for sheet in source.sheets)),
        "carried": text,
        "way": action,
        "item": request.POST.get("item", ""),
        "form_key": request.POST.get("form_key", ""),
        "seen": _seen(request, form),
        "says_groups": "groups" in request.POST,
        "must_say_groups": must_say_groups,
        "is_test": facts.type.kind == DatasetKind.TEST,
    }
    return render(request, "meetings/figures/figures_preview.html", context, status=status)


# The facts alone ------------------------------------------------------------------------------------------------------


def _keep_facts(request: SignedInRequest, place: FiguresTarget, form: FactsForm) -> HttpResponse:
    grid = grid_from_post(request.POST) if "grid-rows" in request.POST else None

    def act() -> FormResult:
        changed = change_figures(
            evidence=place.evidence,  # type: ignore[arg-type]
            expected_version=parse_int(request.POST.get("seen"), 0), facts=form.facts, table=None, by=request.user,
        )  # fmt: skip
        return FormResult(reverse("figures_show", kwargs=evidence_url_kwargs(changed)), _("Saved."))

    def show(form: FactsForm, status: int) -> HttpResponse:
        return _ask(request, place, form, grid=grid, status=status)

    return handle_form(request, form, act, show)


def _seen(request: SignedInRequest, form: FactsForm) -> str:
    """The version that the next form overwrites: the present one after a conflict, else the one that was sent."""
    return str(form.current.version) if form.current else request.POST.get("seen", "")


def _around(place: FiguresTarget, here: str) -> dict[str, object]:
    gather = (_("Contribute"), reverse("evidence_new", kwargs=meeting_url_kwargs(place.meeting)))
    return {
        "meeting": place.meeting,
        "evidence": place.evidence,
        "is_shared": place.evidence is not None and place.evidence.is_shared,
        "back_url": place.back_url,
        "dependent_examples": dependents_of(place.evidence) if place.evidence else [],
        "crumbs": evidence_crumbs(place.meeting, gather, (here, "")),
    }
