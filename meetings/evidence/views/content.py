"""The contribution form: create, change and hand in a draft, or share it at once."""

from collections.abc import Mapping
from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import UUIDField
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect
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
from foundation.middleware.body_limit import accepts_files
from media.uploading.limits import largest_of_all
from meetings.data_plan.page_urls import SLOT_PARAMETER
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
from meetings.evidence.contribution.save_evidence import EvidenceFacts, save_evidence
from meetings.evidence.contribution.story_pieces import FIRST_TEXT, with_files, with_new
from meetings.evidence.enums import EvidenceKind
from meetings.evidence.files.attach_files import AttachResult, attach_files
from meetings.evidence.files.load_media import media_items_of
from meetings.evidence.files.remove_file import remove_file
from meetings.evidence.files.uploads import may_upload
from meetings.evidence.get_or_404 import evidence_or_404
from meetings.evidence.kind_specs import KIND_BY_URL_WORD, spec_of
from meetings.evidence.models import Evidence
from meetings.evidence.page_urls import evidence_url_kwargs
from meetings.evidence.permissions import is_open, may_share
from meetings.evidence.sharing.readiness import agenda_item_id
from meetings.evidence.views.content_page import form_options, kept_as, show_content
from meetings.evidence.views.handed_in import hand_in_or_share, url_after_repeat
from meetings.evidence.views.story import stored_pieces, story_button
from meetings.meeting.get_or_404 import meeting_or_404
from meetings.meeting.item import item_of
from meetings.meeting.pages import MeetingPage
from meetings.units.url_prefixes import meeting_url_kwargs


@accepts_files(may=may_upload, max_bytes=largest_of_all)
@login_required
@require_http_methods(["GET", "POST"])
def evidence_create(request: SignedInRequest, area: str, unit: str, year: int, kind: str) -> HttpResponse:
    """Nothing is stored before the form is sent; then a draft is created."""
    meeting = meeting_or_404(request.user, area, unit, year, right=Right.ADD_EVIDENCE)
    if kind not in KIND_BY_URL_WORD:
        raise Http404
    if not meeting.accepts_evidence and request.method != "POST":
        return redirect("evidence_new", area=area, unit=unit, year=year)
    chosen, options = KIND_BY_URL_WORD[kind], form_options(request.user, meeting)
    if request.method == "GET":
        pieces = with_new([FIRST_TEXT], request.GET.get("ny", ""), request.GET.get("efter", ""))
        form = ContentForm(kind=chosen, initial=initial_params(meeting, request.GET), pieces=pieces, **options)
        return show_content(request, form, meeting, chosen)
    form = ContentForm(request.POST, request.FILES, kind=chosen, **options)
    if not form.is_valid():
        return _refuse(request, form, meeting, chosen)
    if not form.chosen_files and not form.has_answers and not _asks_for_draft(request):
        if pressed := story_button(request):
            return redirect(request.path + pressed)
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
            save_evidence(
                evidence=evidence,
                expected_version=evidence.version,
                by=request.user,
                today=today,
                answers=form.answers,
                pieces=form.pieces,
                privacy=form.privacy,
            )
        )
        return FormResult("")

    try:
        carry_out_once(request, act)
        if not made:  # sent twice: the first request is storing the files
            return _redirect_after_save(request, AttachResult(begin(), [], []), is_first=False)
        evidence = made[0]
        attached = attach_files(evidence=evidence, files=form.chosen_files, by=request.user, today=today)
    except Refusal as refusal:
        form.refuse(refusal)
        return _refuse(request, form, meeting, kind)
    if attached.refused and not attached.accepted and not form.has_answers and not media_items_of(attached.evidence):
        delete_draft(evidence=attached.evidence, by=request.user)
        for refused in attached.refused:
            form.add_error(None, f"{refused.name}: {refused.reason}")
        return _refuse(request, form, meeting, kind)
    return _redirect_after_save(request, attached)


@accepts_files(may=may_upload, max_bytes=largest_of_all)
@login_required
@require_http_methods(["GET", "POST"])
def evidence_edit(request: SignedInRequest, area: str, unit: str, year: int, pk: int) -> HttpResponse:
    """Save texts, add files, or remove one file (the button `remove` with its key)."""
    evidence = evidence_or_404(request.user, area, unit, year, pk, to_edit=True)
    if not is_open(evidence) and request.method != "POST":
        return redirect(evidence.get_url())
    if evidence.kind == EvidenceKind.FIGURES:
        return redirect(reverse("figures_edit", kwargs=evidence_url_kwargs(evidence)))
    initial = _initial(evidence, answers_in(evidence.body, spec_of(evidence.kind)))
    asked = form_options(request.user, evidence.meeting, evidence) | {"pieces": stored_pieces(evidence)}
    if request.method == "GET":
        asked["pieces"] = with_new(asked["pieces"], request.GET.get("ny", ""), request.GET.get("efter", ""))
        form = ContentForm(kind=evidence.kind, initial=initial, **asked)
        return show_content(request, form, evidence.meeting, evidence.kind, evidence=evidence)
    form = ContentForm(request.POST, request.FILES, kind=evidence.kind, initial=initial, **asked)
    if not form.is_valid():
        return _refuse(request, form, evidence.meeting, evidence.kind, evidence=evidence)
    return _change(request, form, evidence)


def _change(request: SignedInRequest, form: ContentForm, evidence: Evidence) -> HttpResponse:
    today, by = timezone.localdate(), request.user
    conflict: ChangedMeanwhile | None = None
    saved: list[Evidence] = []

    def act() -> FormResult:
        seen = form.cleaned_data["seen"] or 0
        saved.append(
            save_evidence(
                evidence=evidence,
                expected_version=seen,
                by=by,
                today=today,
                answers=form.answers,
                pieces=form.pieces,
                about=_placed(form, evidence),
                privacy=form.privacy,
            )
        )
        return FormResult("")

    try:
        try:
            carry_out_once(request, act)
            if not saved:  # sent twice: the first request is storing the files
                return _redirect_after_save(request, AttachResult(evidence, [], []), is_first=False)
            evidence = saved[0]
        except ChangedMeanwhile as met:
            conflict = met  # files sent along are kept all the same
        attached = attach_files(
            evidence=evidence, files=form.chosen_files if "files" in form.fields else [], by=by, today=today
        )
        if conflict is None:
            attached = _put_in_place(request, form, attached)
        evidence = attached.evidence
        if request.POST.get("remove"):
            evidence = remove_file(evidence=evidence, key=UUIDField().clean(request.POST["remove"]), by=by)
    except Refusal as refusal:
        form.refuse(refusal)
        return _refuse(request, form, evidence.meeting, evidence.kind, evidence=evidence)
    if conflict is not None:
        return _show_conflict(request, form, evidence, conflict)
    if _may_become_empty(request) and delete_if_empty(evidence=evidence, by=by):
        return _redirect_to_new_form(request, evidence)
    if request.POST.get("remove"):
        return _after_removal(request, evidence)
    return _redirect_after_save(request, attached)


def _after_removal(request: SignedInRequest, evidence: Evidence) -> HttpResponse:
    if request.headers.get("Accept") != "application/json":
        messages.success(request, _("The file is deleted."))
    return _redirect(request, reverse("evidence_edit", kwargs=evidence_url_kwargs(evidence)), evidence)


def _put_in_place(request: SignedInRequest, form: ContentForm, attached: AttachResult) -> AttachResult:
    """Put the files that were sent along after the piece of the story where they were chosen."""
    after, keys = request.POST.get("after"), [str(item.key) for item in attached.accepted]
    if not (after and keys and form.pieces):
        return attached
    evidence = attached.evidence
    saved = save_evidence(
        evidence=evidence,
        expected_version=evidence.version,
        by=request.user,
        today=timezone.localdate(),
        pieces=with_files(form.pieces, keys, after),
    )
    return replace(attached, evidence=saved)


def _initial(evidence: Evidence, written: Mapping[str, str]) -> dict[str, object]:
    answers = {"depicts_children": evidence.depicts_children, "item": agenda_item_id(evidence)}
    return {**ContentForm.initial_of(written, evidence.version), **answers}


def _placed(form: ContentForm, evidence: Evidence) -> EvidenceFacts | None:
    """The facts with the agenda item that a leader chose here; None when none was."""
    item = item_of(evidence.meeting, form.cleaned_data["item"]) if form.asks_item else None
    return replace(EvidenceFacts.stored(evidence), item=item) if item is not None else None


def _show_conflict(
    request: SignedInRequest, form: ContentForm, evidence: Evidence, conflict: ChangedMeanwhile
) -> HttpResponse:
    """Show both texts side by side; sending the form again lets one's own text win."""
    fresh = Evidence.objects.get(pk=evidence.pk)
    theirs = ContentForm.texts(evidence.kind, answers_in(fresh.body, spec_of(evidence.kind)), stored_pieces(fresh))
    mine = ContentForm.texts(evidence.kind, form.answers or {}, form.pieces or [])
    pairs = [
        {"label": label, "theirs": text, "mine": mine[label]}
        for label, text in theirs.items()
        if text.strip() != mine[label].strip()
    ]
    again = ContentForm(
        kind=evidence.kind,
        initial=_initial(fresh, form.answers or {}),
        pieces=form.pieces or (),
        **form_options(request.user, evidence.meeting, evidence),
    )
    return show_content(
        request, again, evidence.meeting, evidence.kind, evidence=evidence, status=409, conflict=conflict, pairs=pairs
    )


def _redirect_after_save(request: SignedInRequest, attached: AttachResult, *, is_first: bool = True) -> HttpResponse:
    """Redirect to where the person wants to go on (`then`); back to this form when a file was refused."""
    evidence = attached.evidence
    for refused in attached.refused:
        messages.error(request, f"{refused.name}: {refused.reason}")
    if attached.refused:
        kept = len(attached.accepted)
        if kept:
            text = ngettext("%(count)s file is kept.", "%(count)s files are kept.", kept) % {"count": kept}
            messages.success(request, text)
        return _redirect(request, reverse("evidence_edit", kwargs=evidence_url_kwargs(evidence)), evidence)
    if pressed := story_button(request):
        return _redirect(request, reverse("evidence_edit", kwargs=evidence_url_kwargs(evidence)) + pressed, evidence)
    if evidence.is_shared:
        messages.success(request, _("Saved. The meeting sees the change now."))
        return _redirect(request, evidence.get_url(), evidence)
    then = request.POST.get("then", "")
    if then in ("hand_over", "share"):
        url = hand_in_or_share(request, evidence) if is_first else url_after_repeat(evidence, then)
        return _redirect(request, url, evidence)
    if then == "close" or not may_share(request.user, evidence):
        messages.success(request, _("Your draft is saved. You can continue whenever you like."))
        return _redirect(request, evidence.get_url(), evidence)
    return _redirect(request, reverse("evidence_about", kwargs=evidence_url_kwargs(evidence)), evidence)


def _asks_for_draft(request: SignedInRequest) -> bool:
    """Return whether our script asks for a draft: it does so when the first file is chosen, and uploads the files
    separately.
    """
    return "begin" in request.POST and request.headers.get("Accept") == "application/json"


def _may_become_empty(request: SignedInRequest) -> bool:
    """Return whether the draft may be empty afterwards.

    Either its last file was removed, or our script reports that none of the files it was created for was accepted
    (`tidy`). While the script still sends others it adds `more`.
    """
    return ("remove" in request.POST and "more" not in request.POST) or "tidy" in request.POST


def _redirect_to_new_form(request: SignedInRequest, gone: Evidence) -> HttpResponse:
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


def _redirect(request: SignedInRequest, url: str, evidence: Evidence) -> HttpResponse:
    """Redirect to `url`. To our script, which stays on the page, send the draft, the version it has seen and its next
    one-time key instead.
    """
    if request.headers.get("Accept") == "application/json":
        edit = reverse("evidence_edit", kwargs=evidence_url_kwargs(evidence))
        key = key_for(request.user, edit)
        return JsonResponse(
            {"evidence": evidence.pk, "edit": edit, "seen": evidence.version, "key": key, "keep": kept_as(evidence)}
        )
    return HttpResponseRedirect(url)


def _refuse(
    request: SignedInRequest, form: ContentForm, meeting: MeetingPage, kind: str, evidence: Evidence | None = None
) -> HttpResponse:
    if request.headers.get("Accept") == "application/json":
        said = [error for errors in form.errors.values() for error in errors]
        return JsonResponse({"errors": said}, status=422)
    return show_content(request, form, meeting, kind, evidence=evidence, status=422)
