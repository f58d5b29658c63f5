"""Base class of all page types: access check, context from the reading module, fields moved by actions only."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Self
from urllib.parse import quote

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.urls import get_script_prefix
from wagtail.models import Page, Site, Workflow
from wagtail.url_routing import RouteResult

from foundation.editor.forms import EditorPageForm
from foundation.editor.permissions import EditorPermissions

if TYPE_CHECKING:
    from accounts.user import AnyUser

Reader = Callable[..., dict[str, object]]
_readers: dict[str, Reader] = {}


def page_context(label: str) -> Callable[[Reader], Reader]:
    """Register the template context of pages of type `label` (e.g. "meetings.MeetingPage"): a function from page and
    request to a dict. Thus reading modules import pages, and not the other way round."""

    def register(reader: Reader) -> Reader:
        _readers[label] = reader
        return reader

    return register


#: Wagtail's columns of a page that readers need; the others are the editor's.
PAGE_COLUMNS = ("title", "slug", "url_path", "content_type", "live")


def url_of(url_path: str) -> str:
    """Return the path at which the page with this `url_path` is served, for lists that load no page."""
    return f"{get_script_prefix()}{quote(_below_front_page(url_path))}"


def slugs_of(url_path: str) -> list[str]:
    """Return the slugs: /forside/skoler/skovskolen/ -> ["skoler", "skovskolen"]"""
    return _below_front_page(url_path).strip("/").split("/")


def _below_front_page(url_path: str) -> str:
    """/forside/skoler/skovskolen/ -> skoler/skovskolen/"""
    return url_path.lstrip("/").partition("/")[2]


class BasePage(Page):
    """A page that checks access before it is served (settings.PAGE_ACCESS).

    `action_fields` are changed by actions only: restoring a revision does not change them, and no form shows them.
    `in_editor` says whether the Wagtail admin may show pages of this type at all, and `shows_drafts` whether a page is
    served before it is live. Default is no.
    """

    action_fields: ClassVar[tuple[str, ...]] = ()
    in_editor: ClassVar[bool] = False
    #: What `to_serve` leaves out of this type's own columns, and what it adds: related rows with their columns.
    not_served: ClassVar[tuple[str, ...]] = ()
    served_with: ClassVar[dict[str, tuple[str, ...]]] = {}
    #: Only pages of the admin are in Wagtail's index of pages; the site's search has its own (meetings/search).
    search_auto_update: ClassVar[bool] = False
    shows_drafts: ClassVar[bool] = False
    base_form_class = EditorPageForm

    class Meta:
        abstract = True

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """404: `serve_page` alone serves pages. Wagtail's way asks whether a page is live, not who may see it."""
        raise Http404

    @property
    def slugs(self) -> list[str]:
        """The slugs of the page and its parents, from below the front page: ["skoler", "skovskolen", "2026"]."""
        return slugs_of(self.url_path)

    def get_url(self, request: HttpRequest | None = None, current_site: Site | None = None) -> str:
        """The path at which the page is served. There is one site, so nothing is looked up for it."""
        return url_of(self.url_path)

    url = property(get_url)

    @classmethod
    def to_serve(cls, pages: QuerySet[Self]) -> QuerySet[Self]:
        """`pages` with the columns and related rows that readers are shown; each other column costs a query."""
        own = (field.name for field in cls._meta.local_fields if field.name not in cls.not_served)
        related = (f"{row}__{column}" for row, columns in cls.served_with.items() for column in columns)
        pages = pages.select_related(*cls.served_with) if cls.served_with else pages
        return pages.only(*PAGE_COLUMNS, *own, *related)

    def get_full_url(self, request: HttpRequest | None = None) -> str:
        """The absolute URL, for mails and calendars."""
        return settings.BASE_URL + self.get_url()

    full_url = property(get_full_url)

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, object]:
        context: dict[str, object] = super().get_context(request, *args, **kwargs)
        reader = _readers.get(self._meta.label)
        return context | reader(self, request, **kwargs) if reader else context

    def with_content_json(self, content: dict[str, object]) -> Self:
        """Restore a revision, but keep the current values of `action_fields`."""
        page = super().with_content_json(content)
        for name in self.action_fields:
            field = self._meta.get_field(name)
            setattr(page, field.attname, getattr(self, field.attname))
        return page

    def editor_may(self, action: str) -> bool:
        """Return whether the Wagtail admin may do `action` (as in Wagtail's `can_<action>`) with this page. Default is
        no."""
        return False

    def permissions_for_user(self, user: "AnyUser") -> EditorPermissions:
        return EditorPermissions(user, self)

    def get_workflow(self) -> Workflow | None:
        """None; pages that are moderated have their own (meetings/moderation/pages.py: ModeratedPage)."""
        return None

    @property
    def has_workflow(self) -> bool:
        """Whether Wagtail has a workflow for it: never, as Wagtail would find the workflow of the root page, which
        every new Wagtail site has."""
        return False
