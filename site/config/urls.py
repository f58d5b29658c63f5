"""Every address of the house. A new route needs a line in tests/house/expectations (the leak test)."""

from django.conf import settings
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

handler404 = "foundation.errors_views.not_found"
handler500 = "foundation.errors_views.server_error"

urlpatterns = [
    path("konto/", include("accounts.urls")),
    path("", include("foundation.urls")),
    path("", include("media.urls")),
    path("", include("home.urls")),
    path(settings.EDITOR_PATH, include("home.editor_urls")),  # closed side doors, before Wagtail's own
    path(settings.EDITOR_PATH, include(wagtailadmin_urls)),
    path("", include("meetings.urls")),
    path("", include(wagtail_urls)),
]
