"""What every page of the house stands on."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.conf import settings
from django.http import Http404, HttpRequest
from django.utils.module_loading import import_string
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from foundation.editor_forms import EditorPageForm

Reader = Callable[..., dict[str, Any]]
_readers: dict[str, Reader] = {}


def page_context(label: str) -> Callable[[Reader], Reader]:
    """Registers what a page of the type `label` ("meetings.MeetingPage") shows: a function of the page and the request
    to a template context. So reading modules know pages, and pages know no reading module."""

    def register(reader: Reader) -> Reader:
        _readers[label] = reader
        return reader

    return register


class BasePage(Page):
    """A page whose reader is checked before it is shown, live or not.

    `verb_fields` are moved by verbs only: a revision never brings back an old value of them, and no form shows them.
    `in_editor` says whether the Wagtail admin may show pages of this type at all. Default is no.
    """

    action_fields: ClassVar[tuple[str, ...]] = ()
    in_editor: ClassVar[bool] = False
    base_form_class = EditorPageForm

    class Meta:
        abstract = True

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Wagtail asks for a live page; the house asks who is looking (a draft is shown to its writers)."""
        if path_components:
            return super().route(request, path_components)
        may_see = import_string(settings.PAGE_ACCESS)
        if not may_see(request.user, self):
            raise Http404
        return RouteResult(self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        reader = _readers.get(self._meta.label)
        return context | reader(self, request, **kwargs) if reader else context

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """Restores a revision but keeps what only verbs may move."""
        page = super().with_content_json(content)
        for name in self.action_fields:
            field = self._meta.get_field(name)
            setattr(page, field.attname, getattr(self, field.attname))
        return page

    def get_workflow(self) -> Any:
        """Only minutes go through a workflow; MinutesPage says which."""
        return None

    @property
    def has_workflow(self) -> bool:
        """Wagtail would look at the root's, which comes with an empty Wagtail."""
        return False
