"""View that serves the municipality's logo, for the header of every page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from foundation.views import A_YEAR
from meetings.exports.document_settings import DocumentSettings
from meetings.exports.logo import logo_version


@require_safe
def logo(request: HttpRequest) -> HttpResponse:
    """The PNG, to everybody: visitors see it where they sign in. 404 without one."""
    picture = bytes(DocumentSettings.here().logo)
    if not picture:
        raise Http404
    is_current = request.GET.get("v") == logo_version(picture)
    caching = f"public, max-age={A_YEAR}, immutable" if is_current else "no-cache"
    return HttpResponse(picture, content_type="image/png", headers={"Cache-Control": caching})
