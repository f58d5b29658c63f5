"""URLs of the views of minutes. Wagtail serves the MinutesPage itself at …/referat/."""

from django.urls import URLPattern, URLResolver, path

from meetings.minutes.remarks.link_views import minutes_by_link
from meetings.minutes.remarks.views import minutes_remarks, minutes_round
from meetings.minutes.views.addendum import minutes_addendum
from meetings.minutes.views.decide import minutes_decide, minutes_submit, minutes_withdraw
from meetings.minutes.views.now import minutes_now
from meetings.minutes.views.sender import minutes_sender
from meetings.minutes.views.versions import minutes_versions
from meetings.minutes.views.waiting import minutes_waiting
from meetings.minutes.views.write import minutes_save, minutes_write
from meetings.units.url_prefixes import MEETING

MINUTES = MEETING + "referat/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("referater/til-godkendelse/", minutes_waiting, name="minutes_waiting"),
    path(MINUTES + "skriv/", minutes_write, name="minutes_write"),
    path(MINUTES + "gem/", minutes_save, name="minutes_save"),
    path(MINUTES + "nu/", minutes_now, name="minutes_now"),
    path(MINUTES + "versioner/<slug:part>/", minutes_versions, name="minutes_versions"),
    path(MINUTES + "versioner/<slug:part>/<slug:row>/", minutes_versions, name="minutes_row_versions"),
    path(MINUTES + "indsend/", minutes_submit, name="minutes_submit"),
    path(MINUTES + "afsender/", minutes_sender, name="minutes_sender"),
    path(MINUTES + "traek-tilbage/", minutes_withdraw, name="minutes_withdraw"),
    path(MINUTES + "afgoer/", minutes_decide, name="minutes_decide"),
    path(MINUTES + "til-deltagerne/", minutes_round, name="minutes_round"),
    path(MEETING + "bemaerkninger/", minutes_remarks, name="minutes_remarks"),
    path("referat/<str:token>/", minutes_by_link, name="minutes_by_link"),
    path(MINUTES + "tilfoejelse/", minutes_addendum, name="minutes_addendum"),
]
