"""Views of questionnaires: answering with an account or by a link, and reading and fetching what was answered."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from accounts.second_factor.require_recent import always, require_recent_second_factor
from foundation.breadcrumbs import from_front_page
from foundation.cpr_forms.forms import Form
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import form_data, handle_form
from foundation.forms.model_choice_field import ModelChoiceByIdField
from foundation.text.spreadsheet import CONTENT_TYPES, spreadsheet_response
from foundation.translation.in_danish import in_danish
from meetings.meeting.breadcrumbs import breadcrumbs
from meetings.meeting.get_or_404 import meeting_or_404
from meetings.questionnaires.answer_form import QuestionnaireAnswerForm, form_class
from meetings.questionnaires.building.copy_questionnaire import copy_questionnaire
from meetings.questionnaires.display import shown
from meetings.questionnaires.export import about_protection, lines
from meetings.questionnaires.give_answer import give_answer
from meetings.questionnaires.models import AnswerRound, Respondent
from meetings.questionnaires.pages import QuestionnairePage
from meetings.questionnaires.reading import RoundResults, answers_across, round_results
from meetings.questionnaires.rounds import may_answer, respondent_of_link, respondents, rounds
from meetings.template.pages import TemplatePage
from meetings.units import access
from meetings.units.get_or_404 import right_or_404
from meetings.units.url_prefixes import meeting_url_kwargs


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def questionnaire_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Anybody with the link. Opening it does nothing, so that a mail scanner may."""
    respondent = respondent_of_link(token, timezone.localdate())
    if respondent is None:
        response = render(request, "meetings/questionnaires/expired_link.html", status=404)
    else:
        response = _answer(request, respondent, crumbs=[])
    response["X-Robots-Tag"] = "noindex"
    return response


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def questionnaire_answer(request: SignedInRequest, area: str, unit: str, year: int, pk: int) -> HttpResponse:
    """The questionnaire of a meeting, for somebody with an account who is asked."""
    meeting = meeting_or_404(request.user, area, unit, year)
    respondent = respondents().filter(round=pk, round__meeting=meeting, user=request.user).first()
    if respondent is None or not may_answer(respondent, timezone.localdate()):
        return render(request, "meetings/questionnaires/expired_link.html", status=404)
    return _answer(request, respondent, crumbs=breadcrumbs(meeting, respondent.round.questionnaire.title))


def _answer(request: HttpRequest, respondent: Respondent, *, crumbs: list[dict[str, str]]) -> HttpResponse:
    """The form, filled in with what the person answered before.

    It has no one-time key: the row of a form that was sent has its time and a hash of its content, from which it could
    be told who gave an answer without names. The same answer sent twice is one answer (give_answer).
    """
    questionnaire, today = respondent.round.questionnaire, timezone.localdate()
    form = form_class(questionnaire.questions.all())(form_data(request), row=respondent.answer)

    def act() -> FormResult:
        give_answer(respondent=respondent, values=form.values, expected_version=form.cleaned_data["seen"], today=today)
        return FormResult(request.path, _("Thank you. Your answer is saved, and you can change it until it closes."))

    def show(form: QuestionnaireAnswerForm, status: int) -> HttpResponse:
        context = {
            "form": form,
            "questionnaire": questionnaire,
            "round": respondent.round,
            "meeting": respondent.round.meeting,
            "has_answered": respondent.answer is not None,
            "crumbs": crumbs,
        }
        return render(request, "meetings/questionnaires/answer.html", context, status=status)

    return handle_form(request, form, act, show)


@login_required
@require_safe
def meeting_answers(request: SignedInRequest, area: str, unit: str, year: int) -> HttpResponse:
    """What was answered to the questionnaires of a meeting, as far as it may be shown."""
    meeting = meeting_or_404(request.user, area, unit, year, right=Right.SEE_ANSWERS)
    where = meeting_url_kwargs(meeting)
    shown_rounds = access.visible_to(request.user, AnswerRound, rounds()).filter(meeting=meeting)
    context = {
        "meeting": meeting,
        "crumbs": breadcrumbs(meeting, _("Questionnaires")),
        "rounds": [_shown_round(one, round_results(one), where) for one in shown_rounds],
    }
    return render(request, "meetings/questionnaires/results.html", context)


def _shown_round(answer_round: AnswerRound, results: RoundResults, where: Mapping[str, object]) -> dict[str, object]:
    questionnaire = answer_round.questionnaire
    asked = answer_round.asked_count if answer_round.is_closed else answer_round.respondents.count()
    is_deleted = answer_round.is_closed and results.answer_count == 0 and answer_round.answer_count > 0
    may_export = not results.is_protected and results.answer_count > 0
    return {
        "questionnaire": questionnaire,
        "round": answer_round,
        "asked": asked,
        "answered": answer_round.answer_count if answer_round.is_closed else results.answer_count,
        "is_protected": results.is_protected,
        "is_deleted": is_deleted,
        "questions": [
            shown(one, answer_round.pk * 100 + number) for number, one in enumerate(results.questions)
        ] if results.answer_count else [],
        "exports": [
            {"label": kind.upper(), "url": reverse(
                "meeting_answers_file", kwargs={**where, "pk": answer_round.pk, "kind": kind}
            )}
            for kind in CONTENT_TYPES
        ] if may_export else [],
    }  # fmt: skip


@login_required
@require_safe
@require_recent_second_factor(when=always)
@in_danish()
def meeting_answers_file(request: SignedInRequest, area: str, unit: str, year: int, pk: int, kind: str) -> HttpResponse:
    """The same as a file for a spreadsheet."""
    meeting = meeting_or_404(request.user, area, unit, year, right=Right.SEE_ANSWERS)
    visible = access.visible_to(request.user, AnswerRound, rounds())
    answer_round = get_object_or_404(visible, meeting=meeting, pk=pk)
    results = round_results(answer_round)
    if results.is_protected or kind not in CONTENT_TYPES:
        raise Http404
    questionnaire = answer_round.questionnaire
    about = [f"{questionnaire.title} · {meeting.unit.title} · {meeting.school_year}"]
    if not questionnaire.is_named:
        about.append(about_protection(questionnaire.minimum_count))
    name = f"{questionnaire.slug}-{meeting.unit.slug}-{meeting.slug}"
    return _file(lines(about, results.questions), kind, name)


@login_required
@require_safe
def questionnaire_answers(request: SignedInRequest, slug: str) -> HttpResponse:
    """What all meetings answered together, for editors: no meeting, unit or name."""
    questionnaire = _questionnaire(request, slug)
    across = answers_across(questionnaire)
    context = {
        "questionnaire": questionnaire,
        "across": across,
        "questions": [shown(one, number) for number, one in enumerate(across.questions)],
        "exports": [
            {"label": kind.upper(), "url": reverse("questionnaire_answers_file", args=[slug, kind])}
            for kind in CONTENT_TYPES
        ],
        "crumbs": _crumbs(questionnaire, _("Answers")),
    }
    return render(request, "meetings/questionnaires/across.html", context)


@login_required
@require_safe
@require_recent_second_factor(when=always)
@in_danish()
def questionnaire_answers_file(request: SignedInRequest, slug: str, kind: str) -> HttpResponse:
    questionnaire = _questionnaire(request, slug)
    if kind not in CONTENT_TYPES:
        raise Http404
    across = answers_across(questionnaire)
    about = [f"{questionnaire.title} · {questionnaire.school_year}", about_protection(questionnaire.minimum_count)]
    return _file(lines(about, across.questions), kind, f"{questionnaire.slug}-{questionnaire.for_template.slug}")


class CopyQuestionnaireForm(Form):
    template = ModelChoiceByIdField(
        queryset=TemplatePage.objects.none(), label=gettext_lazy("For the template"), empty_label=None
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["template"].queryset = TemplatePage.objects.order_by("-school_year")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def questionnaire_copy(request: SignedInRequest, slug: str) -> HttpResponse:
    """Copy a questionnaire to another template, and go on in the editor."""
    questionnaire = _questionnaire(request, slug)
    form = CopyQuestionnaireForm(form_data(request))

    def act() -> FormResult:
        page = copy_questionnaire(source=questionnaire, template=form.cleaned_data["template"], by=request.user)
        message = _("The draft for %(year)s is made.") % {"year": page.school_year}
        return FormResult(reverse("wagtailadmin_pages:edit", args=[page.pk]), message)

    def show(form: forms.Form, status: int) -> HttpResponse:
        crumbs = _crumbs(questionnaire, _("Copy"))
        context = {"form": form, "questionnaire": questionnaire, "crumbs": crumbs}
        return render(request, "meetings/questionnaires/copy.html", context, status=status)

    return handle_form(request, form, act, show)


def _questionnaire(request: SignedInRequest, slug: str) -> QuestionnairePage:
    right_or_404(request.user, Right.EDIT_TEMPLATES)
    rows = access.visible_to(request.user, QuestionnairePage).select_related("for_template")
    return get_object_or_404(rows, slug=slug)


def _crumbs(questionnaire: QuestionnairePage, here: str) -> list[dict[str, str]]:
    return from_front_page((questionnaire.title, questionnaire.url), here)


def _file(rows: list[list[str | int]], kind: str, name: str) -> HttpResponse:
    return spreadsheet_response(rows, kind=kind, name=name, title=_("Answers"))
