"""URLs of home."""

from django.urls import URLPattern, URLResolver, path

from home.access_exports.views import access_export_meeting, access_export_person, access_exports
from home.api.views import api, api_key_remove, api_keys
from home.data_protection import views as data_protection
from home.event_log.views import event_log, event_log_file
from home.operation.views import health, operation
from home.role_preview_views import role_preview_page
from meetings.units.url_prefixes import UNIT

urlpatterns: list[URLPattern | URLResolver] = [
    path("drift/", operation, name="operation"),
    path("drift/sundhed/", health, name="health"),
    path("databeskyttelse/", data_protection.data_protection, name="data_protection"),
    path("databeskyttelse/databehandler/ny/", data_protection.processor_new, name="processor_new"),
    path("databeskyttelse/databehandler/<int:pk>/", data_protection.processor_edit, name="processor_edit"),
    path("databeskyttelse/databehandler/<int:pk>/fjern/", data_protection.processor_remove, name="processor_remove"),
    path("databeskyttelse/<slug:key>/", data_protection.paper, name="data_protection_paper"),
    path("databeskyttelse/<slug:key>/word/", data_protection.paper_as_word, name="data_protection_word"),
    path("haendelser/", event_log, name="event_log"),
    path("haendelser/fil/", event_log_file, name="event_log_file"),
    path("api/v1/<path:path>", api, name="api"),
    path("noegler/", api_keys, name="api_keys"),
    path("noegler/<int:pk>/fjern/", api_key_remove, name="api_key_remove"),
    path("indsigt/", access_exports, name="access_exports"),
    path("indsigt/moede/", access_export_meeting, name="access_export_meeting"),
    path("indsigt/person/", access_export_person, name="access_export_person"),
    path(UNIT + "se-som/rammen/", role_preview_page, name="role_preview_page"),
]
