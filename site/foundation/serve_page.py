"""The view of every page of the tree."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet, TextField
from django.db.models.functions import Concat
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.module_loading import import_string
from wagtail.models import Page, Site

from foundation.compiled_query import CompiledQuery, Parameter
from foundation.pages import BasePage


def serve_page(request: HttpRequest, path: str) -> HttpResponse:
    """Serve the page at `path` ("skoler/skovskolen/") to users who may see it, else 404. Two queries before the page's
    own, at any depth.

    Wagtail walks down the tree instead, with two queries a level, and asks for its own view restrictions, which cannot
    be set here. Templates, minutes and examples are shown to their writers before they are live (`shows_drafts`).
    """
    found = _pages_at.rows(path=path)
    model = ContentType.objects.get_for_id(found[0][1]).model_class() if found else None
    if model is None or not issubclass(model, BasePage):
        raise Http404
    page = import_string(settings.PAGE_ACCESS)(request.user, model, found[0][0])
    if page is None or not (page.live or page.shows_drafts):
        raise Http404
    return page.serve(request)


def _at_path() -> QuerySet[Page, tuple[int, int]]:
    """Key and type of the page at a path below the front page; addresses are unique."""
    here = Concat("root_page__url_path", Parameter("path", TextField()), output_field=TextField())
    root = Site.objects.filter(is_default_site=True).values(at=here)[:1]
    return Page.objects.filter(url_path=root).order_by().values_list("pk", "content_type")


_pages_at = CompiledQuery(_at_path)
