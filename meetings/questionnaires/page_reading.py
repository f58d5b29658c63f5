"""Contexts of the pages on which editors build questionnaires: the form as people get it, and the list."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.roles import Right
from foundation.breadcrumbs import from_front_page
from foundation.pages import page_context, url_of
from meetings.questionnaires.answer_form import form_class
from meetings.questionnaires.pages import QuestionnaireIndexPage, QuestionnairePage
from meetings.units import access


@page_context("meetings.QuestionnairePage")
def questionnaire_context(page: QuestionnairePage, request: HttpRequest) -> dict[str, object]:
    """Return the form that people get, which cannot be sent from here, with links for the editor."""
    is_stored = page.pk is not None and page.slug != ""
    parent_path = page.url_path.removesuffix(f"{page.slug}/")
    return {
        "questionnaire": page,
        "form": form_class(page.questions.all())(row=None),
        "is_preview": False,
        "crumbs": from_front_page((_("Questionnaires"), url_of(parent_path) if is_stored else ""), page.title),
        "edit_url": reverse("wagtailadmin_pages:edit", args=[page.pk]) if is_stored else "",
        "answers_url": reverse("questionnaire_answers", args=[page.slug]) if is_stored else "",
        "copy_url": reverse("questionnaire_copy", args=[page.slug]) if is_stored else "",
    }


@page_context("meetings.QuestionnaireIndexPage")
def index_context(index: QuestionnaireIndexPage, request: HttpRequest) -> dict[str, object]:
    """Return all questionnaires, the newest school year first."""
    pages = access.visible_to(request.user, QuestionnairePage).select_related("for_template")
    may_edit = access.of(request.user).has(Right.EDIT_TEMPLATES)
    return {
        "crumbs": from_front_page(_("Questionnaires")),
        "questionnaires": [
            {
                "title": page.title,
                "url": page.url,
                "purpose": page.get_purpose_display(),
                "year": page.school_year,
                "state": "" if page.live else _("Draft: nobody is asked"),
            }
            for page in pages.order_by("-for_template__school_year", "purpose", "title")
        ],
        "new_url": reverse("wagtailadmin_pages:add", args=["meetings", "questionnairepage", index.pk])
        if may_edit
        else "",
    }
