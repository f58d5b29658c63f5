"""Empty API endpoints for images and documents, whose URLs the Wagtail admin reverses although we have no library."""

from typing import TYPE_CHECKING, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path

if TYPE_CHECKING:
    from wagtail.api.v2.router import WagtailAPIRouter


class NoSuchThing:
    """The endpoints' `model`, without instances."""


def nothing(request: HttpRequest) -> HttpResponse:
    raise Http404


class EmptyEndpoint:
    """An endpoint of the admin API that has a URL and answers 404."""

    model: ClassVar[type] = NoSuchThing

    @classmethod
    def get_urlpatterns(cls) -> list[URLPattern]:
        return [path("", nothing, name="listing")]


def register_empty_libraries(router: "WagtailAPIRouter") -> None:
    """Hook construct_admin_api: register the empty endpoints."""
    for name in ("images", "documents"):
        router.register_endpoint(name, EmptyEndpoint)
