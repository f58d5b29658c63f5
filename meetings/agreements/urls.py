"""URLs of agreements."""

from django.urls import URLPattern, URLResolver, path

from meetings.agreements import views
from meetings.agreements.follow_up_talk import views as talk_views
from meetings.units.url_prefixes import MEETING, UNIT

urlpatterns: list[URLPattern | URLResolver] = [
    path("aftaler/", views.agreements, name="agreements"),
    path("aftaler/<int:pk>/", views.agreement, name="agreement"),
    path("aftaler/<int:pk>/status/", views.agreement_follow_up, name="agreement_follow_up"),
    path(UNIT + "aftaler/", views.unit_agreements, name="unit_agreements"),
    path(MEETING + "opfoelgning/", talk_views.follow_up_talk, name="follow_up_talk"),
    path(MEETING + "opfoelgning/tid/", talk_views.follow_up_talk_time, name="follow_up_talk_time"),
]
