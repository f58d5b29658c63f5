"""URLs of forum days. The list and the days themselves are pages served by Wagtail."""

from django.urls import path

from meetings.forum.days.views import answers, invitations, planning, showing

DAY = "lederforum/dage/<slug:slug>/"

urlpatterns = [
    path("lederforum/dage/ny/", planning.plan, name="forum_day_new"),
    path(DAY + "rediger/", planning.edit, name="forum_day_edit"),
    path(DAY + "program/", planning.programme, name="forum_day_programme"),
    path(DAY + "aflys/", planning.cancel, name="forum_day_cancel"),
    path(DAY + "afholdt/", planning.held, name="forum_day_held"),
    path(DAY + "inviterede/", invitations.invitees, name="forum_day_invitees"),
    path(DAY + "indkald/", invitations.invite, name="forum_day_invite"),
    path(DAY + "hvem-kommer/", invitations.replies, name="forum_day_replies"),
    path(DAY + "paamind/", invitations.remind, name="forum_day_remind"),
    path(DAY + "kalender.ics", answers.calendar, name="forum_day_calendar"),
    path(DAY + "svar/", answers.answer, name="forum_day_answer"),
    path("svar/forumdag/<str:token>/", answers.reply, name="forum_day_reply"),
    path(DAY + "vis/", showing.show, name="forum_day_show"),
    path(DAY + "vis/stadig/", showing.still, name="forum_day_still"),
]
