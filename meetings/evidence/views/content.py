"""Step 2: files and texts."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from foundation.errors import Refusal
from foundation.forms.carry_out_once import FormResult, carry_out_once
from foundation.forms.one_time_key import key_for
from foundation.forms.optimistic_lock import ChangedMeanwhile
from foundation.middleware.body_limit import takes_files
from media.kinds.registry import SPECS
from media.uploading.limits import PART_BYTES, largest_of_all
from meetings.data_plan.addresses import SLOT_PARAMETER
from meetings.evidence.addresses import crumbs, of_evidence
from meetings.evidence.body import answers_in
from meetings.evidence.contribution.content_form import ContentForm
from meetings.evidence.contribution.create_evidence import create_evidence
from meetings.evidence.contribution.delete_draft import delete_draft
from meetings.evidence.contribution.delete_empty_draft import delete_if_empty
from meetings.evidence.contribution.initial_params import (
    AGENDA_ITEM_PARAM,
    initial_params,
    initial_query_string,
    slot_of,
)
from meetings.evidence.contribution.save_evidence import save_evidence
from meetings.evidence.enums import EvidenceKind
from meetings.evidence.files.attach_files import AttachResult, attach_files
from meetings.evidence.files.load_media import items_of
from meetings.evidence.files.remove_file import remove_file
from meetings.evidence.files.uploads import may_upload
from meetings.evidence.get_or_404 import evidence_or_404
from meetings.evidence.kind_specs import KIND_BY_URL_WORD, spec_of
from meetings.evidence.models import Evidence
from meetings.evidence.permissions import is_open, may_share
from meetings.evidence.sharing.readiness import agenda_item_id
from meetings.meeting.enums import GATHERING_STATES
from meetings.meeting.get_or_404 import meeting_or_404
from meetings.meeting.item import item_of
from meetings.meeting.pages import MeetingPage
from meetings.units.url_prefixes import meeting_url_kwargs


@takes_files(may=may_upload, most=largest_of_all)
@login_required
@require_http_methods(["GET", "POST"])
def evidence_create(request: SignedInRequest, area: str, unit: str, year: int, kind: str) -> HttpResponse:
    """Nothing is stored before the form is sent; then a draft is created."""
    meeting = meeting_or_404(request.user, area, unit, year, right=Right.ADD_EVIDENCE)
    if kind not in KIND_BY_URL_WORD:
        raise Http404
    if meeting.state not in GATHERING_STATES and request.method != "POST":
        return redirect("evidence_new", area=area, unit=unit, year=year)
    chosen = KIND_BY_URL_WORD[kind]
    if request.method == "GET":
        form = ContentForm(kind=chosen, initial=initial_params(request.GET))
        return _show(request, form, meeting, chosen)
    form = ContentForm(request.POST, request.FILES, kind=chosen)
    if not form.is_valid():
        return _refuse(request, form, meeting, chosen)
    if not form.chosen_files and not any(form.words.values()) and not _asks_for_a_place(request):
        form.add_error(None, _("There is nothing to save yet. Choose a file or write something."))
        return _refuse(request, form, meeting, chosen)
    return _begin(request, form, meeting, chosen)


def _begin(request: SignedInRequest, form: ContentForm, meeting: MeetingPage, kind: EvidenceKind) -> HttpResponse:
    """Create the draft with what was sent; when nothing of it could be used, no draft is left."""
    today = timezone.localdate()
    made: list[Evidence] = []

    def begin() -> Evidence:
        return create_evidence(
            meeting=meeting, kind=kind, by=request.user, today=today,
            item=item_of(meeting, form.cleaned_data["item"]), slot=slot_of(meeting, form.cleaned_data["slot"]),
            form_key=form.cleaned_data["form_key"] or "",
        )  # fmt: skip

    def act() -> FormResult:
        evidence = begin()
        made.append(
            save_evidence(evidence=evidence, seen=evidence.version, by=request.user, today=today, words=form.words)
        )
        return FormResult("")

    try:
        carry_out_once(request, act)
        if not made:  # sent twice: the first request is storing the files
            return _onwards(request, AttachResult(begin(), [], []))
        evidence = made[0]
        attached = attach_files(evidence=evidence, files=form.chosen_files, by=request.user, today=today)
    except Refusal as refusal:
        form.refuse(refusal)
        return _refuse(request, form, meeting, kind)
    if attached.refused and not attached.accepted and not any(form.words.values()) and not items_of(attached.evidence):
        delete_draft(evidence=attached.evidence, by=request.user)
        for refused in attached.refused:
            form.add_error(None, f"{refused.name}: {refused.reason}")
        return _refuse(request, form, meeting, kind)
    return _onwards(request, attached)


@takes_files(may=may_upload, most=largest_of_all)
@login_required
@require_http_methods(["GET", "POST"])
def evidence_edit(request: SignedInRequest, area: str, unit: str, year: int, pk: int) -> HttpResponse:
    """Save texts, add files, or remove one file (the button `remove` with its key)."""
    evidence = evidence_or_404(request.user, area, unit, year, pk, to_edit=True)
    if not is_open(evidence) and request.method != "POST":
        return redirect(evidence.get_url())
    if evidence.kind == EvidenceKind.FIGURES:
        return redirect("figures_edit", **of_evidence(evidence))
    takes_files = not evidence.is_shared
    shape = spec_of(evidence.kind)
    initial = ContentForm.initial_of(answers_in(evidence.body, shape), evidence.version)
    if request.method == "GET":
        form = ContentForm(kind=evidence.kind, takes_files=takes_files, initial=initial)
        return _show(request, form, evidence.meeting, evidence.kind, evidence=evidence)
    form = ContentForm(request.POST, request.FILES, kind=evidence.kind, takes_files=takes_files, initial=initial)
    if not form.is_valid():
        return _refuse(request, form, evidence.meeting, evidence.kind, evidence=evidence)
    return _change(request, form, evidence)


def _change(request: SignedInRequest, form: ContentForm, evidence: Evidence) -> HttpResponse:
    today, by = timezone.localdate(), request.user
    conflict: ChangedMeanwhile | None = None
    saved: list[Evidence] = []

    def act() -> FormResult:
        seen = form.cleaned_data["seen"] or 0
        saved.append(save_evidence(evidence=evidence, seen=seen, by=by, today=today, words=form.words))
        return FormResult("")

    try:
        try:
            carry_out_once(request, act)
            if not saved:  # sent twice: the first request is storing the files
                return _onwards(request, AttachResult(evidence, [], []))
            evidence = saved[0]
        except ChangedMeanwhile as met:
            conflict = met  # files sent along are kept all the same
        attached = attach_files(
            evidence=evidence, files=form.chosen_files if "files" in form.fields else [], by=by, today=today
        )
        evidence = attached.evidence
        if request.POST.get("remove"):
            evidence = remove_file(evidence=evidence, key=form.fields["item"].clean(request.POST["remove"]), by=by)
    except Refusal as refusal:
        form.refuse(refusal)
        return _refuse(request, form, evidence.meeting, evidence.kind, evidence=evidence)
    if conflict is not None:
        return _show_conflict(request, form, evidence, conflict)
    if _leaves_nothing(request) and delete_if_empty(evidence=evidence, by=by):
        return _begin_anew(request, evidence)
    if request.POST.get("remove"):
        if request.headers.get("Accept") != "application/json":
            messages.success(request, _("The file is deleted."))
        return _go(request, reverse("evidence_edit", kwargs=of_evidence(evidence)), evidence)
    return _onwards(request, attached)


def _show_conflict(
    request: SignedInRequest, form: ContentForm, evidence: Evidence, conflict: ChangedMeanwhile
) -> HttpResponse:
    """Show both texts side by side; sending the form again lets one's own text win."""
    shape = spec_of(evidence.kind)
    theirs = answers_in(conflict.current.body, shape)
    pairs = [
        {"label": question.label, "theirs": theirs[question.name], "mine": form.words[question.name]}
        for question in shape.questions
        if theirs[question.name].strip() != form.words[question.name].strip()
    ]
    fresh = Evidence.objects.get(pk=evidence.pk)
    again = ContentForm(
        kind=evidence.kind,
        takes_files=not evidence.is_shared,
        initial=ContentForm.initial_of(form.words, fresh.version),
    )
    extra = {"conflict": conflict, "pairs": pairs}
    return _show(request, again, evidence.meeting, evidence.kind, evidence=evidence, status=409, **extra)


def _onwards(request: SignedInRequest, attached: AttachResult) -> HttpResponse:
    """Redirect to the next step; back to this one when a file was refused; to the page when the person stops here."""
    evidence = attached.evidence
    for refused in attached.refused:
        messages.error(request, f"{refused.name}: {refused.reason}")
    if attached.refused:
        kept = len(attached.accepted)
        if kept:
            text = ngettext("%(count)s file is kept.", "%(count)s files are kept.", kept) % {"count": kept}
            messages.success(request, text)
        return _go(request, reverse("evidence_edit", kwargs=of_evidence(evidence)), evidence)
    if evidence.is_shared:
        messages.success(request, _("Saved. The meeting sees the change now."))
        return _go(request, evidence.get_url(), evidence)
    if request.POST.get("then") == "close":
        messages.success(request, _("Your draft is saved. You can continue whenever you like."))
        return _go(request, evidence.get_url(), evidence)
    return _go(request, reverse("evidence_about", kwargs=of_evidence(evidence)), evidence)


def _asks_for_a_place(request: SignedInRequest) -> bool:
    """Whether our script asks for a draft: it does so when the first file is chosen, and uploads the files
    separately.
    """
    return "begin" in request.POST and request.headers.get("Accept") == "application/json"


def _leaves_nothing(request: SignedInRequest) -> bool:
    """Whether the draft may be empty afterwards.

    Either its last file was removed, or our script reports that none of the files it was created for was accepted
    (`tidy`). While the script still sends others it adds `more`.
    """
    return ("remove" in request.POST and "more" not in request.POST) or "tidy" in request.POST


def _begin_anew(request: SignedInRequest, gone: Evidence) -> HttpResponse:
    """The draft is deleted; return to the form it was begun with."""
    item, slot = agenda_item_id(gone), gone.slot_id or ""
    kept = initial_query_string(gone.meeting, {AGENDA_ITEM_PARAM: item, SLOT_PARAMETER: str(slot)})
    url = (
        reverse("evidence_create", kwargs={**meeting_url_kwargs(gone.meeting), "kind": spec_of(gone.kind).word}) + kept
    )
    if request.headers.get("Accept") == "application/json":
        keep = f"evidence-{gone.meeting_id}-{gone.kind}"
        key = key_for(request.user, url)
        return JsonResponse(
            {"evidence": "", "edit": url, "seen": "", "key": key, "keep": keep, "item": item, "slot": slot}
        )
    if "remove" in request.POST:
        messages.success(request, _("The file is deleted. Nothing else was in the draft, so it is gone too."))
    return HttpResponseRedirect(url)


def _go(request: SignedInRequest, url: str, evidence: Evidence) -> HttpResponse:
    """Redirect to `url`. To our script, which stays on the page, send the draft, the version it has seen and its next
    one-time key instead.
    """
    if request.headers.get("Accept") == "application/json":
        edit = reverse("evidence_edit", kwargs=of_evidence(evidence))
        key = key_for(request.user, edit)
        return JsonResponse(
            {"evidence": evidence.pk, "edit": edit, "seen": evidence.version, "key": key, "keep": _kept_as(evidence)}
        )
    return HttpResponseRedirect(url)


def _kept_as(evidence: Evidence) -> str:
    """Return the name under which the browser keeps unsaved text; it belongs to the version it was written on."""
    return f"evidence-{evidence.pk}-{evidence.version}"


def _refuse(request: SignedInRequest, form: ContentForm, meeting: MeetingPage, kind: str, **extra: Any) -> HttpResponse:
    if request.headers.get("Accept") == "application/json":
        said = [error for errors in form.errors.values() for error in errors]
        return JsonResponse({"errors": said}, status=422)
    return _show(request, form, meeting, kind, status=422, **extra)


def _show(
    request: SignedInRequest,
    form: ContentForm,
    meeting: MeetingPage,
    kind: str,
    *,
    evidence: Evidence | None = None,
    status: int = 200,
    **extra: Any,
) -> HttpResponse:
    label = str(EvidenceKind(kind).label)
    context = {
        "meeting": meeting,
        "form": form,
        "kind": label,
        "shape": form.shape,
        "evidence": evidence,
        "files": _kept_files(evidence) if evidence else [],
        "kinds": [SPECS[kind] for kind in form.shape.media],
        "part_bytes": PART_BYTES,
        "about_url": reverse("evidence_about", kwargs=of_evidence(evidence)) if evidence else "",
        "is_shared": evidence is not None and evidence.is_shared,
        "may_remove_files": evidence is not None and not evidence.was_ever_shared,
        "may_withdraw_files": evidence is not None and evidence.was_ever_shared and may_share(request.user, evidence),
        "keep": _kept_as(evidence) if evidence else f"evidence-{meeting.pk}-{kind}",
        "back_url": evidence.get_url() if evidence else reverse("evidence_new", kwargs=meeting_url_kwargs(meeting)),
        "crumbs": crumbs(
            meeting,
            (_("Contribute"), reverse("evidence_new", kwargs=meeting_url_kwargs(meeting))),
            (evidence.title if evidence else label, ""),
        ),
        "conflict": None,
        "pairs": [],
        **extra,
    }
    return render(request, "meetings/evidence/content.html", context, status=status)


def _kept_files(evidence: Evidence) -> list[dict[str, Any]]:
    return [
        {
            "item": item,
            "withdraw_url": reverse("evidence_withdraw_file", kwargs={**of_evidence(evidence), "key": item.key}),
        }
        for _placed, item in items_of(evidence)
    ]
