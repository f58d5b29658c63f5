"""URLs for importing and copying templates. The templates themselves are pages: /skabeloner/2026-2027/."""

from django.urls import URLPattern, URLResolver, path

from meetings.template.views.copy_template import template_copy
from meetings.template.views.decide import template_decide
from meetings.template.views.import_document import template_import
from meetings.template.views.initiatives import template_initiatives

urlpatterns: list[URLPattern | URLResolver] = [
    path("skabeloner/importer/", template_import, name="template_import"),
    path("skabeloner/ny/", template_copy, name="template_copy"),
    path("skabeloner/<slug:slug>/godkend/", template_decide, name="template_decide"),
    path("skabeloner/<slug:slug>/indsatser/", template_initiatives, name="template_initiatives"),
]
