"""Editors build a questionnaire in the Wagtail admin; once it was asked, what people answered to stays."""

from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.contrib.forms.models import FormSubmission

from accounts.models import User
from accounts.roles import Role
from meetings.questionnaires.building.copy_questionnaire import copy_questionnaire
from meetings.questionnaires.enums import Purpose, QuestionType
from meetings.questionnaires.models import Answer
from meetings.questionnaires.pages import QuestionnaireIndexPage, QuestionnairePage
from tests import factories
from tests.editor_form import seen
from tests.meetings.questionnaires.scene import client, held, question, questionnaire

pytestmark = pytest.mark.django_db


def form_of(page: QuestionnairePage, **changed: Any) -> dict[str, Any]:
    """What the editor's form sends for `page`; `changed` by name, such as `questions-0-label`."""
    rows = list(page.questions.all())
    sent: dict[str, Any] = {
        "title": page.title, "slug": page.slug, "introduction": page.introduction, "purpose": page.purpose,
        "for_template": page.for_template_id, "days_open": page.days_open, "days_kept": page.days_kept,
        "minimum_count": page.minimum_count, "action-publish": "1", "questions-TOTAL_FORMS": len(rows),
        "questions-INITIAL_FORMS": sum(row.pk is not None for row in rows), "questions-MIN_NUM_FORMS": 0,
        "questions-MAX_NUM_FORMS": 1000,
    }  # fmt: skip
    for number, row in enumerate(rows):
        at = f"questions-{number}"
        fields = ("label", "field_type", "choices", "help_text", "about")
        sent |= {f"{at}-id": row.pk or "", f"{at}-ORDER": number + 1, f"{at}-DELETE": ""}
        sent |= {f"{at}-{name}": getattr(row, name) for name in fields}
        sent |= {f"{at}-required": "on"} if row.required else {}
    sent |= {"is_named": "on"} if page.is_named else {}
    return {name: value for name, value in (sent | changed).items() if value is not None}


def editor() -> Client:
    return client(factories.user(role=Role.CENTRAL_EDITOR))


def edited(page: QuestionnairePage, **changed: Any) -> str:
    """Send the editor's form, and return what it says; empty when it was published."""
    browser, address = editor(), reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = browser.post(address, {**form_of(page, **changed), **seen(browser, address)})
    return "" if answer.status_code == 302 else answer.content.decode()


def test_an_editor_builds_a_questionnaire_and_sees_it_as_people_get_it() -> None:
    template, browser = factories.template(), editor()
    draft = QuestionnairePage(title="Hvordan var mødet?", slug="hvordan-var-moedet", for_template=template)
    draft.questions = [
        question("Hvordan var dagen?", QuestionType.SCALE, choices="Dårlig\nGod", required=True),
        question("Hvad virkede?", QuestionType.CHECKBOXES, choices="Tallene\nBillederne", about=template.agenda[0].id),
    ]
    add = reverse(
        "wagtailadmin_pages:add", args=["meetings", "questionnairepage", QuestionnaireIndexPage.objects.get().pk]
    )
    assert "Status på læring og trivsel" in browser.get(add).content.decode(), "items of the agenda are offered"
    assert browser.post(add, form_of(draft)).status_code == 302
    page = QuestionnairePage.objects.get()
    assert page.live and page.purpose == Purpose.EVALUATION and not page.is_named
    assert [one.about for one in page.questions.all()] == ["", str(template.agenda[0].id)]
    for address in (page.url, reverse("wagtailadmin_pages:view_draft", args=[page.pk])):
        shown = browser.get(address).content.decode()
        assert "1 – Dårlig" in shown and "5 – God" in shown and "Billederne" in shown


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"field_type": QuestionType.RADIO, "choices": "Kun én"}, "mindst to og højst tolv"),
        ({"field_type": QuestionType.SCALE, "choices": "a\nb\nc"}, "om hvad 1 og 5 betyder"),
        ({"field_type": QuestionType.RADIO, "choices": "Ens\nEns"}, "To svarmuligheder er ens"),
    ],
)
def test_choices_that_are_no_choices_are_refused(fields: dict[str, str], says: str) -> None:
    page = questionnaire(factories.template())
    assert says in edited(page, **{f"questions-0-{name}": value for name, value in fields.items()})


def test_what_was_asked_is_not_removed_reworded_or_retyped() -> None:
    scene = held()
    page = scene.questionnaire
    for changed, says in (
        ({"questions-0-DELETE": "on"}, "kan ikke fjernes"),
        ({"questions-1-label": "Var der mad nok?"}, "ordene og typen ligger fast"),
        ({"questions-1-field_type": QuestionType.MULTI_LINE}, "ordene og typen ligger fast"),
        ({"questions-0-choices": "God\nDårlig"}, "Svarmulighederne til"),
        ({"questions-1-required": "on"}, "kan ikke gøres påkrævet nu"),
        ({"is_named": "on"}, "Det kan ikke ændres"),
        ({"purpose": Purpose.PREPARATION}, "Lav et andet spørgeskema"),
    ):
        assert says in edited(page, **changed), changed
    new = {"questions-TOTAL_FORMS": 4, "questions-3-label": "Mere?", "questions-3-field_type": "multiline"}
    new |= {"questions-3-id": "", "questions-3-ORDER": 4, "questions-3-DELETE": "", "questions-3-about": ""}
    keys = [one.key for one in page.questions.all()]
    moved = {"questions-0-ORDER": 3, "questions-1-ORDER": 1, "questions-2-ORDER": 2}
    assert edited(page, **new, **moved, **{"questions-0-help_text": "Tænk på hele dagen"}) == ""
    page.refresh_from_db()
    now = [one.key for one in QuestionnairePage.objects.get(pk=page.pk).questions.all()]
    assert now[:3] == [keys[1], keys[2], keys[0]], "answers still find their question"
    assert len(now) == 4


def test_no_older_version_takes_a_question_away_that_was_asked() -> None:
    scene = held()
    page = QuestionnairePage.objects.get(pk=scene.questionnaire.pk)
    page.questions = list(page.questions.all())[:2]
    with pytest.raises(ValidationError):
        page.save_revision().publish()
    assert QuestionnairePage.objects.get(pk=page.pk).questions.count() == 3


def test_a_questionnaire_that_was_asked_is_not_deleted() -> None:
    scene = held()
    address = reverse("wagtailadmin_pages:delete", args=[scene.questionnaire.pk])
    editor().post(address)
    assert QuestionnairePage.objects.filter(pk=scene.questionnaire.pk).exists()


def test_a_questionnaire_is_copied_to_another_year_as_a_draft_without_answers() -> None:
    scene = held()
    scene.answered(("5",))
    following = factories.template("2027/2028")
    answer = editor().post(reverse("questionnaire_copy", args=[scene.questionnaire.slug]), {"template": following.pk})
    copied = QuestionnairePage.objects.get(for_template=following)
    assert answer.status_code == 302 and not copied.live
    assert [one.label for one in copied.questions.all()] == [one.label for one in scene.questionnaire.questions.all()]
    assert not {one.key for one in copied.questions.all()} & {one.key for one in scene.questionnaire.questions.all()}
    assert Answer.objects.count() == 1
    with pytest.raises(Exception, match="redaktører"):
        copy_questionnaire(source=copied, template=following, by=scene.leader)


def test_wagtails_own_pages_with_submissions_are_closed_to_editors_and_superusers() -> None:
    scene = held()
    scene.answered(("5", "yes", "Kun for jer"))
    power = User.objects.create_superuser("super@example.dk", "et-langt-kodeord-1", name="Super")
    factories.membership(power, Role.CENTRAL_EDITOR)
    base = f"/{settings.EDITOR_PATH}forms/"
    pk = scene.questionnaire.pk
    for browser in (editor(), client(power)):
        for address in (base, f"{base}results/", f"{base}submissions/{pk}/", f"{base}submissions/{pk}/results/"):
            assert browser.get(address).status_code == 404, address
        assert browser.get(f"{base}submissions/{pk}/delete/").status_code == 404
        assert f"{base}" not in browser.get(f"/{settings.EDITOR_PATH}").content.decode()
        for page in ("wagtailadmin_pages:edit", "wagtailadmin_pages:history", "wagtailadmin_pages:view_draft"):
            assert "Kun for jer" not in browser.get(reverse(page, args=[pk])).content.decode()
    assert not FormSubmission.objects.exists()
