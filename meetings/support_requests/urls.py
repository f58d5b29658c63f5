"""URLs of wishes to the administration."""

from django.urls import path

from meetings.support_requests import views
from meetings.units.url_prefixes import UNIT

urlpatterns = [
    path("oensker/", views.wishes, name="wishes"),
    path("oensker/<int:pk>/", views.wish, name="wish"),
    path("oensker/<int:pk>/svar/", views.wish_answer, name="wish_answer"),
    path("oensker/<int:pk>/hvem-og-hvornaar/", views.wish_assign, name="wish_assign"),
    path("oensker/<int:pk>/resultat/", views.wish_close, name="wish_close"),
    path(UNIT + "oensker/", views.unit_wishes, name="unit_wishes"),
]
