"""Every page type: visible to its reader, editable in the Wagtail admin only with `in_editor`, and previewable."""

import pytest
from wagtail.models import Page, get_page_models

from accounts.roles import Role
from foundation import pages
from foundation.pages import BasePage
from home.pages import HomePage
from meetings.articles.enums import Readers
from meetings.articles.pages import ArticlePage, ArticlesPage, SectionPage
from meetings.forum.days.pages import ForumDayPage, ForumDaysPage
from meetings.forum.enums import ExampleState
from meetings.forum.pages import ExamplePage, ForumPage
from meetings.insights.area_note.enums import NoteState
from meetings.insights.area_note.pages import AreaNotePage
from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage
from meetings.minutes.pages import MinutesPage
from meetings.questionnaires.pages import QuestionnaireIndexPage, QuestionnairePage
from meetings.template.pages import TemplateIndexPage, TemplatePage
from meetings.units.pages import AreaPage, UnitPage
from tests import factories
from tests.meetings.articles.made import article, section
from tests.meetings.forum.days.made import forum_day
from tests.meetings.insights.notes import area_note
from tests.meetings.questionnaires.scene import questionnaire

pytestmark = pytest.mark.django_db

#: Page type -> how to create a page, and a role (in the page's unit, if any) that may see it.
SPECIMENS = {
    HomePage: (factories.home, Role.AGREEMENT_HOLDER),
    AreaPage: (factories.make_area, Role.HEAD_OF_AREA),
    UnitPage: (factories.make_unit, Role.AGREEMENT_HOLDER),
    TemplateIndexPage: (lambda: factories.template().get_parent().specific, Role.CENTRAL_EDITOR),
    TemplatePage: (factories.template, Role.CENTRAL_EDITOR),
    MeetingPage: (lambda: factories.meeting(state=MeetingState.INVITED), Role.AGREEMENT_HOLDER),
    MinutesPage: (factories.minutes, Role.AGREEMENT_HOLDER),
    ForumPage: (factories.forum, Role.FORUM_MEMBER),
    AreaNotePage: (lambda: area_note(state=NoteState.PUBLISHED), Role.FORUM_MEMBER),
    ForumDaysPage: (lambda: forum_day().get_parent().specific, Role.FORUM_MEMBER),
    ForumDayPage: (forum_day, Role.FORUM_MEMBER),
    QuestionnaireIndexPage: (lambda: questionnaire(factories.template()).get_parent().specific, Role.CENTRAL_EDITOR),
    QuestionnairePage: (lambda: questionnaire(factories.template()), Role.CENTRAL_EDITOR),
    ArticlesPage: (lambda: section().get_parent().specific, Role.BOARD_REPRESENTATIVE),
    SectionPage: (lambda: section(Readers.EVERYBODY), Role.STAFF_REPRESENTATIVE),
    ArticlePage: (lambda: article(section(Readers.FORUM)), Role.FORUM_MEMBER),
    ExamplePage: (lambda: factories.example(state=ExampleState.CLEARED), Role.FORUM_MEMBER),
}
OURS = [model for model in get_page_models() if model is not Page]
EDITORS = [model for model in OURS if model.in_editor]
NOT_EDITORS = [model for model in OURS if not model.in_editor]


def specimen(model):
    make, role = SPECIMENS[model]
    page = make()
    unit = page if isinstance(page, UnitPage) else getattr(page, "unit", None)
    return page, factories.user(role=role, unit=unit)


def label(model):
    return model.__name__


def test_every_page_type_inherits_base_page():
    assert all(issubclass(model, BasePage) for model in OURS)
    assert set(SPECIMENS) == set(OURS)


def test_every_page_type_has_a_registered_context():
    assert set(pages._readers) == {model._meta.label for model in OURS}


@pytest.mark.parametrize("model", OURS, ids=label)
def test_its_reader_sees_it(model, client):
    page, reader = specimen(model)
    client.force_login(reader)
    response = client.get(page.get_url())
    assert response.status_code == 200
    assert page.title in response.content.decode() or model is HomePage


@pytest.mark.parametrize("model", [model for model in OURS if model is not HomePage], ids=label)
def test_a_stranger_does_not(model, client):
    page, _ = specimen(model)
    assert client.get(page.get_url()).status_code == 404
    client.force_login(factories.user())
    assert client.get(page.get_url()).status_code == 404


@pytest.mark.parametrize("model", EDITORS, ids=label)
def test_the_editor_opens_and_previews_it(model, client):
    page, _ = specimen(model)
    client.force_login(factories.user(role=Role.CENTRAL_EDITOR))
    assert client.get(f"/redaktion/pages/{page.pk}/edit/").status_code == 200
    for mode, _name in page.preview_modes:
        response = page.make_preview_request(preview_mode=mode)
        assert response.status_code == 200


@pytest.mark.parametrize("model", NOT_EDITORS, ids=label)
@pytest.mark.parametrize("who", [Role.CENTRAL_EDITOR, Role.ADMINISTRATOR, "superuser"])
def test_the_editor_does_not_open_what_is_not_its_own(model, who, client):
    page, _ = specimen(model)
    person = factories.user(is_superuser=True) if who == "superuser" else factories.user(role=who)
    client.force_login(person)
    for view in (
        "edit/",
        "edit/preview/",
        "view_draft/",
        "history/",
        "delete/",
        "move/",
        "copy/",
        "unpublish/",
        "usage/",
    ):
        for answer in (client.get, client.post):
            assert answer(f"/redaktion/pages/{page.pk}/{view}/").status_code == 404, view
