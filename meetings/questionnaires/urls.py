"""URLs of questionnaires. The pages on which editors build them are served by Wagtail at /spoergeskemaer/…/."""

from django.urls import URLPattern, URLResolver, path

from meetings.questionnaires.views import (
    meeting_answers,
    meeting_answers_file,
    questionnaire_answer,
    questionnaire_answers,
    questionnaire_answers_file,
    questionnaire_by_link,
    questionnaire_copy,
)
from meetings.units.url_prefixes import MEETING

urlpatterns: list[URLPattern | URLResolver] = [
    path("spoergeskema/<str:token>/", questionnaire_by_link, name="questionnaire_by_link"),
    path("spoergeskemaer/<slug:slug>/svar/", questionnaire_answers, name="questionnaire_answers"),
    path("spoergeskemaer/<slug:slug>/svar/<slug:kind>/", questionnaire_answers_file, name="questionnaire_answers_file"),
    path("spoergeskemaer/<slug:slug>/kopier/", questionnaire_copy, name="questionnaire_copy"),
    path(MEETING + "spoergeskema/<int:pk>/", questionnaire_answer, name="questionnaire_answer"),
    path(MEETING + "spoergeskemaer/", meeting_answers, name="meeting_answers"),
    path(MEETING + "spoergeskemaer/<int:pk>/<slug:kind>/", meeting_answers_file, name="meeting_answers_file"),
]
