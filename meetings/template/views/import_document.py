"""Views that import a document as a draft template: upload, preview, and make the draft."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from accounts.user import AnyUser
from foundation.breadcrumbs import from_front_page
from foundation.cpr_forms.forms import Form
from foundation.errors import Refusal
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import carry_out_form
from foundation.middleware.body_limit import accepts_files
from meetings.template.document.import_document import import_document
from meetings.template.document.preview import TemplatePreview, preview_of
from meetings.template.document.redact_names import redact_names
from meetings.template.document.signed_preview import read_lines, sign_lines
from meetings.template.importing import parse_document, read_document
from meetings.template.importing.lines import TextLine
from meetings.template.importing.read_document import MAX_BYTES
from meetings.template.importing.refusals import DocumentTooLarge, EmptyFile
from meetings.template.pages import TemplatePage
from meetings.template.school_years import next_school_year, valid_school_year
from meetings.units import access
from meetings.units.get_or_404 import right_or_404


class DocumentForm(Form):
    document = forms.FileField(
        label=gettext_lazy("The document"),
        help_text=gettext_lazy(
            "A Word document (.docx), a Word template (.dotx) or a Markdown document (.md), at most 10 MB."
        ),
        error_messages={"required": gettext_lazy("Choose the document first.")},
        allow_empty_file=True,  # clean_document has a better message
        widget=forms.FileInput(attrs={"accept": ".docx,.dotx,.docm,.dotm,.md,.markdown,.txt"}),
    )
    school_year = forms.CharField(
        label=gettext_lazy("School year"),
        help_text=gettext_lazy("The year that the template is for, written as 2026/2027."),
        max_length=9,
        validators=[valid_school_year],
    )

    def clean_document(self) -> UploadedFile:
        upload = self.cleaned_data["document"]
        if upload.size > MAX_BYTES:
            raise forms.ValidationError(DocumentTooLarge().message)
        if not upload.size:
            raise forms.ValidationError(EmptyFile().message)
        return upload


class ReplaceForm(Form):
    """Confirms that an existing draft of the same year is replaced."""

    replace_draft = forms.BooleanField(required=False)

    def __init__(self, *args: Any, draft: TemplatePage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["replace_draft"].label = _("Replace the draft “%(title)s”") % {"title": draft.title}
        self.fields["replace_draft"].help_text = _("Its earlier versions stay in the history.")


def may_import(user: AnyUser) -> bool:
    return access.of(user).has(Right.EDIT_TEMPLATES)


@accepts_files(may=may_import, max_bytes=lambda: 2 * MAX_BYTES)  # files a little too large get the form's message
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("carried")
def template_import(request: SignedInRequest) -> HttpResponse:
    """Show the upload form or the preview, or make the draft and redirect to it in the editor."""
    right_or_404(request.user, Right.EDIT_TEMPLATES)
    if request.method == "POST":
        return _make_draft(request) if "carried" in request.POST else _read(request)
    taken = TemplatePage.objects.values_list("school_year", flat=True)
    return _upload_form(request, DocumentForm(initial={"school_year": next_school_year(taken)}))


def _read(request: SignedInRequest) -> HttpResponse:
    form = DocumentForm(request.POST, request.FILES)
    if not form.is_valid():
        return _upload_form(request, form)
    upload = form.cleaned_data["document"]
    try:
        lines = read_document(upload.read(), upload.name)
        return _preview(request, lines, form.cleaned_data["school_year"])
    except Refusal as refusal:
        form.add_error("document", refusal.message)
        return _upload_form(request, form)


def _make_draft(request: SignedInRequest) -> HttpResponse:
    school_year = request.POST.get("school_year", "")
    try:
        lines = read_lines(request.POST["carried"], request.user)
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return _upload_form(request, DocumentForm(initial={"school_year": school_year}))
    names = request.POST.getlist("names_out")
    parsed = parse_document(redact_names(lines, names))

    def act() -> FormResult:
        replaces = "replace_draft" in request.POST
        page = import_document(parsed=parsed, school_year=school_year, by=request.user, replace_draft=replaces)
        message = _("The draft is made. Look it through, and publish it when it is right.")
        return FormResult(reverse("wagtailadmin_pages:edit", args=[page.pk]), message)

    def show(form: Form, _status: int) -> HttpResponse:
        return _preview(request, lines, school_year, refused=form, names_out=names)

    return carry_out_form(request, Form(request.POST), act, show)


def _upload_form(request: SignedInRequest, form: DocumentForm) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, "meetings/template/import.html", {"form": form, "crumbs": _crumbs()}, status=status)


def _preview(
    request: SignedInRequest,
    lines: list[TextLine],
    school_year: str,
    *,
    refused: Form | None = None,
    names_out: list[str] | None = None,
) -> HttpResponse:
    """Render the preview, after a refusal with the editor's choices. Raises DocumentTooLarge and NoAgenda."""
    preview = preview_of(parse_document(lines), school_year=school_year)
    existing = TemplatePage.objects.filter(school_year=school_year).first()
    context = {
        "preview": preview,
        "names": _names(preview, names_out),
        "carried": sign_lines(lines, request.user),
        "school_year": school_year,
        "refused": refused,
        "published": existing if existing and existing.live else None,
        "replace_form": ReplaceForm(draft=existing) if existing and not existing.live else None,
        "crumbs": _crumbs(),
    }
    status = 409 if refused else 200
    return render(request, "meetings/template/import_preview.html", context, status=status)


def _names(preview: TemplatePreview, names_out: list[str] | None) -> list[dict[str, object]]:
    """Return the names found; each `is_out` (removed) unless the editor chose to keep it."""
    return [{**one, "is_out": names_out is None or one["name"] in names_out} for one in preview.names]


def _crumbs() -> list[dict[str, str]]:
    return from_front_page((_("Templates"), "/skabeloner/"), _("Import from Word"))
