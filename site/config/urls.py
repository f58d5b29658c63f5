"""Root URL configuration. A new route needs a line in tests/leaks/expectations.py."""

from django.conf import settings
from django.urls import include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.urls import serve_pattern
from wagtail.utils.urlpatterns import decorate_urlpatterns

from foundation.editor.saves import saved_once
from foundation.serve_page import serve_page

handler400 = "foundation.middleware.malformed_request.bad_request"
handler404 = "foundation.error_views.not_found"
handler500 = "foundation.error_views.server_error"

urlpatterns = [
    path("konto/", include("accounts.urls")),
    path("", include("foundation.urls")),
    path("", include("media.urls")),
    path("", include("home.urls")),
    path(settings.EDITOR_PATH, include(decorate_urlpatterns(wagtailadmin_urls.urlpatterns, saved_once))),
    path("", include("meetings.urls")),
    # Only the pages, not wagtail.urls: its sign-in under /_util/ has no login delay, and no page has a password.
    re_path(serve_pattern, serve_page, name="wagtail_serve"),
]
