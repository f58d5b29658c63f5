"""For those who share: everything about a piece of evidence and its files, beyond what handing over asks."""

from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from accounts.user import User
from foundation.errors import Refusal
from foundation.forms.carry_out_once import FormResult
from foundation.forms.form_group import FormGroup
from foundation.forms.handle_form import form_data, handle_form
from foundation.middleware.body_limit import accepts_files
from media.ingest import webvtt
from media.kinds.registry import SPECS
from media.privacy.set_privacy import PrivacyAnswers, PrivacyRefused
from meetings.evidence.contribution.about_form import AboutForm
from meetings.evidence.contribution.save_evidence import save_evidence
from meetings.evidence.contribution.titles import suggested_title
from meetings.evidence.enums import EvidenceKind
from meetings.evidence.files.attach_captions import attach_captions
from meetings.evidence.files.attach_files import MAX_FILES
from meetings.evidence.files.file_descriptions import DescriptionRefused
from meetings.evidence.files.load_media import media_items_of
from meetings.evidence.files.media_forms import ContributionPrivacyForm, MediaForms
from meetings.evidence.files.uploads import may_upload
from meetings.evidence.get_or_404 import evidence_or_404
from meetings.evidence.models import Evidence
from meetings.evidence.page_urls import evidence_crumbs, evidence_url_kwargs
from meetings.evidence.permissions import is_open
from meetings.evidence.reading import facts_of
from meetings.units.url_prefixes import meeting_url_kwargs


@accepts_files(may=may_upload, max_bytes=lambda: MAX_FILES * webvtt.MAX_BYTES)
@login_required
@require_http_methods(["GET", "POST"])
def evidence_about(request: SignedInRequest, area: str, unit: str, year: int, pk: int) -> HttpResponse:
    evidence = evidence_or_404(request.user, area, unit, year, pk, right=Right.SHARE_EVIDENCE)
    if not is_open(evidence) and request.method != "POST":
        return redirect(evidence.get_url())
    forms = AboutForms(evidence, form_data(request), request.FILES)

    def act() -> FormResult:
        saved = save_evidence(
            evidence=evidence, expected_version=forms.about.cleaned_data["seen"], by=request.user,
            today=timezone.localdate(), about=forms.about.about, media=forms.media.descriptions(),
            privacy=forms.privacy,
        )  # fmt: skip
        return _result(request, saved, problems=_attach_captions(saved, forms.media, request.user))

    def show(forms: AboutForms, status: int) -> HttpResponse:
        return _show(request, evidence, forms, status)

    return handle_form(request, forms, act, show)


class AboutForms(FormGroup):
    """The forms of the page: of each file, of the whole contribution, and the main one."""

    def __init__(
        self, evidence: Evidence, data: QueryDict | None, uploads: "MultiValueDict[str, UploadedFile] | None"
    ) -> None:
        files = [(placed, item) for placed, item in media_items_of(evidence) if not item.is_refused]
        suggestion = suggested_title(evidence.kind, evidence.body, evidence.observed_on)
        self.media = MediaForms(files, data, uploads)
        items = [item for _placed, item in files]
        self.whole = ContributionPrivacyForm(data, prefix="piece", evidence=evidence, files=items)
        self.about = AboutForm(data, evidence=evidence, suggestion=suggestion)
        super().__init__([*self.media.forms, self.whole, self.about], main=self.about)

    @property
    def privacy(self) -> PrivacyAnswers:
        return self.whole.said(self.media.privacy.cleaned_data if self.media.privacy else None)

    def refuse(self, refusal: Refusal) -> None:
        """Add each refusal to the form it belongs to: that of a file, of the whole contribution, or the main form."""
        for one in refusal.every:
            if isinstance(one, DescriptionRefused):
                self.media.refuse(one.key, one.field, one.message)
            elif isinstance(one, PrivacyRefused):
                (self.whole if one.field in self.whole.fields else self.media.privacy or self.whole).add_refusal(one)
            else:
                super().refuse(one)


def _attach_captions(evidence: Evidence, media: MediaForms, by: User) -> tuple[str, ...]:
    """Add the captions sent along; return why any were refused. The rest of the form is saved all the same."""
    problems = []
    for film, upload in media.uploads():
        try:
            attach_captions(evidence=evidence, film=film, upload=upload, by=by)
        except Refusal as refusal:
            problems.append(refusal.message)
    return tuple(problems)


def _result(request: SignedInRequest, evidence: Evidence, problems: tuple[str, ...]) -> FormResult:
    if problems:
        return FormResult(reverse("evidence_about", kwargs=evidence_url_kwargs(evidence)), problems=problems)
    if evidence.is_shared:
        return FormResult(evidence.get_url(), _("Saved. The meeting sees the change now."))
    if request.POST.get("then") == "close":
        return FormResult(evidence.get_url(), _("Your draft is saved. You can continue whenever you like."))
    return FormResult(reverse("evidence_preview", kwargs=evidence_url_kwargs(evidence)))


def _facts(evidence: Evidence) -> list[dict[str, object]]:
    return [{"term": _("Heading"), "value": evidence.title}, *facts_of(evidence)]


def _show(request: SignedInRequest, evidence: Evidence, forms: AboutForms, status: int) -> HttpResponse:
    form, media = forms.about, forms.media
    context = {
        "evidence": evidence,
        "meeting": evidence.meeting,
        "kind": EvidenceKind(evidence.kind).label,
        "form": form,
        "media": media,
        "whole": forms.whole,
        "every_form": forms,
        "files_heading": _heading(media),
        "has_plan": form.has_plan,
        "has_initiatives": form.has_initiatives,
        "has_goals": form.has_goals,
        "is_shared": evidence.is_shared,
        "back_url": reverse("evidence_edit", kwargs=evidence_url_kwargs(evidence)),
        "crumbs": evidence_crumbs(
            evidence.meeting,
            (_("Contribute"), reverse("evidence_new", kwargs=meeting_url_kwargs(evidence.meeting))),
            (evidence.title, ""),
        ),
        "theirs": _facts(form.current) if form.current else [],
    }
    return render(request, "meetings/evidence/about.html", context, status=status)


def _heading(media: MediaForms) -> str:
    kinds = {file.item.kind for file in media.files}
    if len(kinds) != 1:
        return _("The files")
    return str(SPECS[kinds.pop()].heading % len(media.files))
