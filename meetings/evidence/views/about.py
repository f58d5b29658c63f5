"""Step 3: what the files show, and where the evidence belongs."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.request_types import SignedInRequest
from foundation.errors import Refusal
from foundation.forms.carry_out_once import FormResult, carry_out_once
from foundation.forms.form_group import FormGroup
from foundation.forms.optimistic_lock import ChangedMeanwhile
from foundation.middleware.body_limit import takes_files
from media.ingest import webvtt
from media.kinds.registry import SPECS
from media.privacy.set_privacy import PrivacyRefused
from meetings.evidence.addresses import crumbs, of_evidence
from meetings.evidence.contribution.about_form import AboutForm
from meetings.evidence.contribution.save_evidence import save_evidence
from meetings.evidence.contribution.titles import suggested_title
from meetings.evidence.enums import EvidenceKind
from meetings.evidence.files.attach_captions import attach_captions
from meetings.evidence.files.attach_files import MAX_FILES
from meetings.evidence.files.describe_media import DescriptionRefused
from meetings.evidence.files.load_media import items_of
from meetings.evidence.files.media_forms import ContributionPrivacyForm, MediaForms
from meetings.evidence.files.uploads import may_upload
from meetings.evidence.get_or_404 import evidence_or_404
from meetings.evidence.models import Evidence
from meetings.evidence.permissions import is_open
from meetings.evidence.reading import facts_of
from meetings.units.url_prefixes import meeting_url_kwargs


@takes_files(may=may_upload, most=lambda: MAX_FILES * webvtt.MOST_BYTES)
@login_required
@require_http_methods(["GET", "POST"])
def evidence_about(request: SignedInRequest, area: str, unit: str, year: int, pk: int) -> HttpResponse:
    evidence = evidence_or_404(request.user, area, unit, year, pk, to_edit=True)
    if not is_open(evidence) and request.method != "POST":
        return redirect(evidence.get_url())
    suggestion = suggested_title(evidence.kind, evidence.body, evidence.observed_on)
    files = [(placed, item) for placed, item in items_of(evidence) if not item.is_refused]
    items = [item for _placed, item in files]

    def piece(data: QueryDict | None = None) -> ContributionPrivacyForm:
        return ContributionPrivacyForm(data, prefix="piece", evidence=evidence, files=items)

    if request.method == "GET":
        return _show(request, evidence, AboutForm(evidence=evidence, suggestion=suggestion), MediaForms(files), piece())
    form = AboutForm(request.POST, evidence=evidence, suggestion=suggestion)
    media = MediaForms(files, request.POST, request.FILES)
    whole = piece(request.POST)
    if not all([form.is_valid(), media.is_valid(), whole.is_valid()]):
        return _show(request, evidence, form, media, whole, status=422)
    return _change(request, evidence, form, media, whole)


def _change(
    request: SignedInRequest, evidence: Evidence, form: AboutForm, media: MediaForms, whole: ContributionPrivacyForm
) -> HttpResponse:
    def act() -> FormResult:
        save_evidence(
            evidence=evidence,
            seen=form.cleaned_data["seen"],
            by=request.user,
            today=timezone.localdate(),
            about=form.about,
            media=media.descriptions(),
            privacy=whole.said(media.privacy.cleaned_data if media.privacy else None),
        )
        return FormResult("")

    try:
        carry_out_once(request, act)
    except ChangedMeanwhile as conflict:
        # Sending the form again lets one's own answers win.
        answers = request.POST.copy()
        answers["seen"] = str(conflict.current.version)
        form.data = answers
        theirs = _facts(conflict.current)
        return _show(request, evidence, form, media, whole, status=409, conflict=conflict, theirs=theirs)
    except Refusal as refusal:
        for one in refusal.every:
            _refuse(one, form, media, whole)
        return _show(request, evidence, form, media, whole, status=422)
    saved = Evidence.objects.select_related("unit__area", "meeting__cycle", "meeting__unit__area").get(pk=evidence.pk)
    for film, upload in media.uploads():
        try:
            attach_captions(evidence=saved, film=film, upload=upload, by=request.user)
        except Refusal as refusal:
            messages.error(request, refusal.message)
            return redirect("evidence_about", **of_evidence(saved))
    if saved.is_shared:
        messages.success(request, _("Saved. The meeting sees the change now."))
        return redirect(saved.get_url())
    if request.POST.get("then") == "close":
        messages.success(request, _("Your draft is saved. You can continue whenever you like."))
        return redirect(saved.get_url())
    return redirect("evidence_preview", **of_evidence(saved))


def _refuse(refusal: Refusal, form: AboutForm, media: MediaForms, whole: ContributionPrivacyForm) -> None:
    """Add the refusal to the form it belongs to: that of a file, of the whole contribution, or the main form."""
    if isinstance(refusal, DescriptionRefused):
        media.refuse(refusal.key, refusal.field, refusal.message)
    elif isinstance(refusal, PrivacyRefused):
        asked = whole if refusal.field in whole.fields else media.privacy or whole
        asked.add_error(refusal.field if refusal.field in asked.fields else None, refusal.message)
    else:
        form.add_error(None, refusal.message)


def _facts(evidence: Evidence) -> list[dict[str, str]]:
    return [{"term": _("Heading"), "value": evidence.title}, *facts_of(evidence)]


def _show(
    request: SignedInRequest,
    evidence: Evidence,
    form: AboutForm,
    media: MediaForms,
    whole: ContributionPrivacyForm,
    *,
    status: int = 200,
    **extra: Any,
) -> HttpResponse:
    context = {
        "evidence": evidence,
        "meeting": evidence.meeting,
        "kind": EvidenceKind(evidence.kind).label,
        "form": form,
        "media": media,
        "whole": whole,
        "every_form": FormGroup([*media.forms, whole, form]),
        "files_heading": _heading(media),
        "has_plan": form.has_plan,
        "has_initiatives": form.has_initiatives,
        "has_goals": form.has_goals,
        "is_shared": evidence.is_shared,
        "back_url": reverse("evidence_edit", kwargs=of_evidence(evidence)),
        "crumbs": crumbs(
            evidence.meeting,
            (_("Contribute"), reverse("evidence_new", kwargs=meeting_url_kwargs(evidence.meeting))),
            (evidence.title, ""),
        ),
        "conflict": None,
        "theirs": [],
        **extra,
    }
    return render(request, "meetings/evidence/about.html", context, status=status)


def _heading(media: MediaForms) -> str:
    kinds = {file.item.kind for file in media.files}
    if len(kinds) != 1:
        return _("The files")
    return str(SPECS[kinds.pop()].heading % len(media.files))
