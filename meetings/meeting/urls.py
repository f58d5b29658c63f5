"""URLs of actions on a meeting. The meeting's page itself is served by Wagtail."""

from django.urls import path

from meetings.meeting.views import agenda, participants, preparation, state, template
from meetings.units.url_prefixes import MEETING

urlpatterns = [
    path(MEETING + "dagsorden/", agenda.meeting_agenda, name="meeting_agenda"),
    path(MEETING + "skabelon/", template.template_difference, name="template_difference"),
    path(MEETING + "forbered/", preparation.preparation, name="preparation"),
    path(MEETING + "forbered/<int:pk>/", preparation.preparation_step, name="preparation_step"),
    path(MEETING + "deltagere/", participants.participants, name="participants"),
    path(MEETING + "afholdt/", state.meeting_hold, name="hold_meeting"),
    path(MEETING + "aflys/", state.meeting_cancel, name="cancel_meeting"),
    path(MEETING + "genaabn/", state.meeting_reopen, name="reopen_meeting"),
]
