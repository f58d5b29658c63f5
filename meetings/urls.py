"""URLs of all packages; they come before Wagtail's routing of pages."""

from django.urls import include, path

urlpatterns = [
    path("", include("meetings.notifications.urls")),
    path("", include("meetings.search.urls")),
    path("", include("meetings.articles.urls")),
    path("", include("meetings.follows.urls")),
    # Before units: /lederforum/<example>/rediger/ would match a unit in an area called lederforum.
    path("", include("meetings.forum.days.urls")),
    path("", include("meetings.forum.trials.urls")),
    path("", include("meetings.forum.showing.urls")),
    path("", include("meetings.forum.building.urls")),
    path("", include("meetings.forum.urls")),
    path("", include("meetings.exports.urls")),
    path("", include("meetings.insights.across.urls")),
    path("", include("meetings.questionnaires.urls")),
    path("", include("meetings.schedule.urls")),
    path("", include("meetings.insights.area_note.urls")),
    path("", include("meetings.first_day.urls")),
    path("", include("meetings.units.urls")),
    path("", include("meetings.template.urls")),
    path("", include("meetings.insights.frame_changes.urls")),
    path("", include("meetings.meeting.urls")),
    path("", include("meetings.convening.urls")),
    path("", include("meetings.preparation.urls")),
    path("", include("meetings.support_requests.urls")),
    path("", include("meetings.initiatives.urls")),
    path("", include("meetings.data_plan.urls")),
    path("", include("meetings.evidence.urls")),
    path("", include("meetings.presentation.urls")),
    path("", include("meetings.minutes.urls")),
    path("", include("meetings.agreements.urls")),
    path("", include("meetings.live.urls")),
    path("", include("meetings.overview.urls")),
]
