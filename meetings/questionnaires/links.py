"""Addresses of questionnaires: with an account below the meeting, without one a link of one's own."""

from django.conf import settings
from django.urls import reverse

from meetings.questionnaires.models import AnswerLink, AnswerRound, Respondent
from meetings.units.url_prefixes import meeting_url_kwargs


def make_answer_link(respondent: Respondent) -> str:
    """Return a new absolute URL. Earlier links stay valid, so that an older mail works too."""
    token = AnswerLink.make(respondent=respondent)
    return settings.BASE_URL.rstrip("/") + reverse("questionnaire_by_link", args=[token])


def answer_url(answer_round: AnswerRound) -> str:
    return reverse("questionnaire_answer", kwargs={**meeting_url_kwargs(answer_round.meeting), "pk": answer_round.pk})


def results_url(answer_round: AnswerRound) -> str:
    return reverse("meeting_answers", kwargs=meeting_url_kwargs(answer_round.meeting))
