"""URLs of convening."""

from django.urls import path

from meetings.convening import views
from meetings.convening.replies import views as replies
from meetings.units.url_prefixes import MEETING

urlpatterns = [
    path(MEETING + "indkald/", views.convene_meeting, name="convene"),
    path("svar/<str:token>/", replies.reply, name="reply"),
    path(MEETING + "svar/", replies.meeting_replies, name="meeting_replies"),
    path(MEETING + "svar/paamind/", replies.remind, name="remind_participants"),
    path(MEETING + "svar/<int:pk>/stedfortraeder/", replies.substitute, name="confirm_substitute"),
    path(MEETING + "opdatering/", views.meeting_update, name="meeting_update"),
    path(MEETING + "kalender.ics", views.meeting_calendar, name="meeting_calendar"),
]
