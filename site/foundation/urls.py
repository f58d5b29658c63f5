"""URLs of foundation."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, path

from foundation import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("farver.css", views.colours, name="colours"),
    path("was", views.accessibility_statement, name="accessibility_statement"),
    path("tilgaengelighed/", views.accessibility, name="accessibility"),
    path("privatliv/", views.privacy, name="privacy"),
    path("sprog/", views.language, name="language"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
    path("tekst/", views.notation_preview, name="notation_preview"),
]

if settings.COMPONENTS_PAGE:
    from foundation.component_gallery import component_page, presentation_page

    urlpatterns += [
        path("dev/komponenter/", component_page, name="component_page"),
        path("dev/komponenter/fuld-skaerm/", presentation_page, name="presentation_page"),
    ]
