"""Allowlist of the views of the Wagtail admin; everything else answers 404.

Plain Wagtail shows titles of pages that the user may not see in choosers, bulk actions, reports, usage lists, tag lists
and the move page, and each version adds views. So only the views listed here are allowed, and those about a page only
for the editors' pages (home/admin/allowed_pages.py). All others answer 404 to everybody: central editors,
administrators and superusers alike.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.models import Page

from accounts.roles import Right
from accounts.second_factor.require_recent import is_post, reauthentication
from accounts.user import AnyUser
from foundation.text.parsing import parse_int
from home.admin.allowed_pages import ancestor_pages, is_editors_page
from meetings.units import access

#: Views that are not about a page, or that filter by page permission (which only editors' pages have).
OPEN_VIEWS = frozenset(
    {
        "wagtailadmin_home",
        "wagtailadmin_explore_root",
        "wagtailadmin_pages:search",
        "wagtailadmin_pages:search_results",
        "wagtailadmin_api:pages:listing",
        "wagtailadmin_sprite",
        "wagtailadmin_javascript_catalog",
        "wagtail_modeladmin:javascript_catalog",
        "wagtailadmin_block_preview",
        "wagtailadmin_logout",
        "wagtailadmin_editing_sessions:release",
    }
)
#: Views of one page; their URL arguments with page ids are checked.
PAGE_VIEWS = frozenset(
    {
        "wagtailadmin_explore",
        "wagtailadmin_explore_results",
        "wagtailadmin_api:pages:detail",
        "wagtailadmin_pages:add",
        "wagtailadmin_pages:preview_on_add",
        "wagtailadmin_pages:add_subpage",
        "wagtailadmin_pages:edit",
        "wagtailadmin_pages:preview_on_edit",
        "wagtailadmin_pages:view_draft",
        "wagtailadmin_pages:delete",
        "wagtailadmin_pages:unpublish",
        "wagtailadmin_pages:revisions_index",
        "wagtailadmin_pages:revisions_view",
        "wagtailadmin_pages:revisions_revert",
        "wagtailadmin_pages:revisions_compare",
        "wagtailadmin_pages:revisions_unschedule",
        "wagtailadmin_pages:history",
        "wagtailadmin_pages:history_results",
    }
)
PAGE_ID_ARGUMENTS = ("page_id", "parent_page_id", "pk")
#: Views in which the root and the front page may be seen, because they are above the editors' pages in the tree.
ANCESTOR_VIEWS = frozenset({"wagtailadmin_explore", "wagtailadmin_explore_results", "wagtailadmin_api:pages:detail"})
#: Views of the registers (snippets). No `usage` (it names units' pages) and no `delete` (entries are retired).
SNIPPET_VIEWS = frozenset(
    {"list", "list_results", "add", "edit", "history", "history_results", "preview_on_add", "preview_on_edit"}
)
SETTINGS_MODELS = frozenset(
    {
        ("foundation", "municipality"),
        ("meetings", "documentsettings"),
        ("accounts", "directorysettings"),
        ("accounts", "signinsettings"),
    }
)
#: The registers are read-only: their views for adding, changing and deleting are not listed.
REGISTER_VIEWS = frozenset(
    {
        "meetings_agreement_modeladmin_index",
        "meetings_agreement_modeladmin_inspect",
        "meetings_approvalrecord_modeladmin_index",
        "meetings_supportrequest_modeladmin_index",
        "meetings_membership_modeladmin_index",
        "media_objection_modeladmin_index",
    }
)
#: The workflows, for administrators: their steps are changed, and none is added or deleted.
WORKFLOW_VIEWS = frozenset({"index", "index_results", "edit", "history", "history_results"})


class AdminAllowlistMiddleware:
    """Answers 404 for every address under EDITOR_PATH that is not allowed; anonymous users are redirected to
    sign-in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        args: tuple[object, ...],
        kwargs: dict[str, object],
    ) -> HttpResponse | None:
        # Not `path`, which includes the script prefix of a site that is mounted under one.
        if not request.path_info.startswith("/" + settings.EDITOR_PATH):
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        if not request.user.is_authenticated:
            return redirect(f"{reverse('account_login')}?{urlencode({'next': _where_to(request, name)})}")
        if not access.of(request.user).has(Right.OPEN_EDITOR):
            raise Http404
        if name == "wagtailadmin_account":
            return redirect("account_change_password")
        if name == "wagtailadmin_login":
            return redirect("wagtailadmin_home")
        if not is_allowed(name, kwargs, request.user):
            raise Http404
        if name == "wagtailsettings:edit" and is_post(request):
            return reauthentication(request)
        return None


def is_allowed(view_name: str, url_kwargs: dict[str, Any], user: AnyUser) -> bool:
    """Return whether `user` may open the view. `view_name` includes namespaces. Permissions on the object are checked
    by Wagtail afterwards."""
    if view_name in OPEN_VIEWS:
        return True
    if view_name in PAGE_VIEWS:
        ids = [int(url_kwargs[word]) for word in PAGE_ID_ARGUMENTS if word in url_kwargs]
        return bool(ids) and all(_is_editors(pk, user, passage=view_name in ANCESTOR_VIEWS) for pk in ids)
    namespace, _colon, act = view_name.rpartition(":")
    if namespace.startswith("wagtailsnippets_snippets_"):
        return act in SNIPPET_VIEWS
    if namespace == "moderation_workflows":
        return act in WORKFLOW_VIEWS and access.of(user).has(Right.MANAGE_ALL_PEOPLE)
    if view_name in {"wagtailsettings:edit", "wagtailsettings:preview_on_edit"}:
        return (url_kwargs.get("app_name"), url_kwargs.get("model_name")) in SETTINGS_MODELS
    if view_name == "wagtailadmin_editing_sessions:ping":
        return _is_editors_object(url_kwargs, user)
    return view_name in REGISTER_VIEWS


def _is_editors(pk: int, user: AnyUser, *, passage: bool = False) -> bool:
    if passage and Page.objects.filter(ancestor_pages(), pk=pk).exists():
        return True
    return is_editors_page(pk, user)


def _is_editors_object(url_kwargs: dict[str, object], user: AnyUser) -> bool:
    """Return whether the object of an editing session is a register's entry or one of the editors' pages."""
    if url_kwargs.get("app_label") == "snippets":
        return True
    pk = parse_int(str(url_kwargs.get("object_id", "")), None)
    return url_kwargs.get("app_label") in {"meetings", "wagtailcore"} and pk is not None and _is_editors(pk, user)


def _where_to(request: HttpRequest, view_name: str) -> str:
    """The `next` address for sign-in: the requested one, except Wagtail's own sign-in page."""
    return reverse("wagtailadmin_home") if view_name == "wagtailadmin_login" else request.get_full_path()
