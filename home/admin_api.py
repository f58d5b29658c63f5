"""The editor's frame asks for the addresses of an image and a document library, and there is none."""

from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path


class NoSuchThing:
    """The model that the empty endpoints are about: nothing is an instance of it."""


def nothing(request: HttpRequest) -> HttpResponse:
    raise Http404


class EmptyEndpoint:
    """An endpoint of the admin's API that has an address and answers 404."""

    model: ClassVar[type] = NoSuchThing

    @classmethod
    def get_urlpatterns(cls) -> list[URLPattern]:
        return [path("", nothing, name="listing")]


def name_the_missing_libraries(router: Any) -> None:
    """For construct_admin_api."""
    for name in ("images", "documents"):
        router.register_endpoint(name, EmptyEndpoint)
