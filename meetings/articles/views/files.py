"""Views of the editors' own files: the list, adding, describing, hiding, deleting."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from accounts.user import AnyUser
from foundation.cpr_forms.forms import Form
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import form_data, handle_form
from foundation.middleware.body_limit import accepts_files
from media.kinds.registry import SPECS
from media.media_item import MediaItem
from meetings.articles.files.add_file import KINDS, add_file
from meetings.articles.files.delete_file import delete_file
from meetings.articles.files.describe_file import describe_file
from meetings.articles.files.file_rows import articles_with
from meetings.articles.files.hide_file import hide_file, show_file_again
from meetings.articles.files.readiness import file_state, reasons_against_publishing, title_with_state
from meetings.articles.forms import ArticleFileForm, HideForm, NewFileForm, ShowAgainForm
from meetings.articles.page_urls import article_crumbs
from meetings.evidence.files.load_media import default_delete_after
from meetings.units import access
from meetings.units.get_or_404 import right_or_404

PAGE_SIZE = 24


def may_add(user: AnyUser) -> bool:
    return access.of(user).has(Right.EDIT_ARTICLES)


def largest_file() -> int:
    return max(SPECS[kind].max_bytes() for kind in KINDS)


@login_required
@require_safe
def article_files(request: SignedInRequest) -> HttpResponse:
    """All of them, the newest first, with what each lacks."""
    right_or_404(request.user, Right.EDIT_ARTICLES)
    rows = MediaItem.objects.of_editors().order_by("-created_at", "-pk")
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("side"))
    today = timezone.localdate()
    files = [
        {
            "title": item.alt_text or item.shown_name, "url": reverse("article_file", args=[item.key]),
            "kind": item.get_kind_display(), "state": file_state(item),
            "is_ready": not reasons_against_publishing(item),
            "thumb": item.card_url if item.is_shown_on(today) else "", "delete_after": item.delete_after,
        }
        for item in page.object_list
    ]  # fmt: skip
    context = {"files": files, "page_of_files": page, "crumbs": article_crumbs(_("Pictures and documents"))}
    return render(request, "meetings/articles/files.html", context)


@login_required
@require_safe
def choices(request: SignedInRequest) -> HttpResponse:
    """What the fields of the page editor offer now, as JSON: kind -> [[number, title], …]."""
    right_or_404(request.user, Right.EDIT_ARTICLES)
    found: dict[str, list[tuple[int, str]]] = {kind.value: [] for kind in KINDS}
    for item in MediaItem.objects.of_editors().filter(kind__in=KINDS).order_by("-created_at", "-pk"):
        found[item.kind].append((item.pk, title_with_state(item)))
    return JsonResponse(found)


@accepts_files(may=may_add, max_bytes=largest_file)
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    right_or_404(request.user, Right.EDIT_ARTICLES)
    today = timezone.localdate()
    usual = {"delete_after": default_delete_after(KINDS[0], today)}
    form = NewFileForm(form_data(request), request.FILES or None, initial=usual)

    def act() -> FormResult:
        item = add_file(upload=form.cleaned_data["file"], answers=form.answers(), by=request.user, today=today)
        message = _("The file is added. You can choose it in an article now.")
        return FormResult(reverse("article_file", args=[item.key]), message)

    def show(form: NewFileForm, status: int) -> HttpResponse:
        context = {"form": form, "crumbs": _crumbs(_("Add a file"))}
        return render(request, "meetings/articles/file_new.html", context, status=status)

    return handle_form(request, form, act, show)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def describe(request: SignedInRequest, key: UUID) -> HttpResponse:
    item = _file_or_404(request, key)
    form = ArticleFileForm(form_data(request), initial=ArticleFileForm.initial_from(item))

    def act() -> FormResult:
        describe_file(item=item, answers=form.answers(), by=request.user, today=timezone.localdate())
        return FormResult(request.path, _("It is saved, and holds in all articles that show the file."))

    def show(form: ArticleFileForm, status: int) -> HttpResponse:
        context = {
            "form": form, "item": item, "reasons": reasons_against_publishing(item), "articles": articles_with(item),
            "is_shown": item.is_shown_on(timezone.localdate()), "crumbs": _crumbs(item.shown_name),
        }  # fmt: skip
        return render(request, "meetings/articles/file.html", context, status=status)

    return handle_form(request, form, act, show)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def hide(request: SignedInRequest, key: UUID) -> HttpResponse:
    item = _file_or_404(request, key)
    form = HideForm(form_data(request))

    def act() -> FormResult:
        hide_file(item=item, details=form.details(), by=request.user, today=timezone.localdate())
        return FormResult(_url(item), _("The file is hidden everywhere from now on."))

    def show(form: HideForm, status: int) -> HttpResponse:
        return _page(request, item, form, _("Hide the file"), status)

    return handle_form(request, form, act, show)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def show_again(request: SignedInRequest, key: UUID) -> HttpResponse:
    item = _file_or_404(request, key)
    form = ShowAgainForm(form_data(request))

    def act() -> FormResult:
        show_file_again(item=item, reason=form.cleaned_data["restore_reason"], by=request.user)
        return FormResult(_url(item), _("The objection is closed."))

    def show(form: ShowAgainForm, status: int) -> HttpResponse:
        return _page(request, item, form, _("Show the file again"), status)

    return handle_form(request, form, act, show)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: SignedInRequest, key: UUID) -> HttpResponse:
    item = _file_or_404(request, key)

    def act() -> FormResult:
        delete_file(item=item, by=request.user)
        return FormResult(reverse("article_files"), _("The file is deleted."))

    def show(form: Form, status: int) -> HttpResponse:
        context = {
            "form": form, "item": item, "articles": articles_with(item), "back_url": _url(item),
            "crumbs": _crumbs((item.shown_name, _url(item)), _("Delete")),
        }  # fmt: skip
        return render(request, "meetings/articles/file_delete.html", context, status=status)

    return handle_form(request, Form(form_data(request)), act, show)


def _page(request: SignedInRequest, item: MediaItem, form: Form, title: str, status: int) -> HttpResponse:
    context = {
        "form": form, "title": title, "item": item, "back_url": _url(item),
        "crumbs": _crumbs((item.shown_name, _url(item)), title),
    }  # fmt: skip
    return render(request, "meetings/articles/file_act.html", context, status=status)


def _file_or_404(request: SignedInRequest, key: UUID) -> MediaItem:
    if not access.of(request.user).has(Right.EDIT_ARTICLES):
        raise Http404
    item: MediaItem = get_object_or_404(MediaItem.objects.of_editors(), key=key)
    return item


def _url(item: MediaItem) -> str:
    return reverse("article_file", args=[item.key])


def _crumbs(*way: str | tuple[str, str]) -> list[dict[str, str]]:
    return article_crumbs((_("Pictures and documents"), reverse("article_files")), *way)
