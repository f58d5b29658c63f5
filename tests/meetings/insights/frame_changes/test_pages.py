"""The page "what the meetings said", the form of a change, and what units read on the template's page."""

import pytest
from django.urls import reverse

from accounts.roles import Role
from meetings.insights.frame_changes.enums import ChangeState
from meetings.insights.frame_changes.models import FrameChange
from meetings.insights.frame_changes.quotes import quotes_of
from meetings.insights.frame_changes.save_change import WrittenChange, save_change
from meetings.meeting.enums import MeetingState
from meetings.questionnaires.enums import QuestionType
from meetings.template.pages import TemplatePage
from tests import factories
from tests.bench.pages import captured_selects
from tests.meetings.insights.frame_changes.scene import DATA, OWN, approved, held, next_template
from tests.meetings.questionnaires import scene as questionnaire_scene
from tests.meetings.questionnaires.scene import question

pytestmark = pytest.mark.django_db
EVERYBODY_ELSE = [role for role in Role if role is not Role.CENTRAL_EDITOR]


@pytest.fixture
def frame(client):
    frame = next_template()
    client.force_login(frame.editor)
    return frame


def decide(frame, text, state, answer, item=""):
    written = WrittenChange(text, frame.item(item) if item else "", state, answer)
    return save_change(template=frame.template, written=written, by=frame.editor)


def publish(frame):
    TemplatePage.objects.get(pk=frame.template.pk).save_revision().publish()


def text_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("what", ["", "ved-dagsordenen/"])
def test_an_editor_sees_times_and_words_but_neither_units_nor_minutes(client, frame, what):
    for _number in range(3):
        held(frame, data=(None, 3000))
    scene = approved(adjust_frame="Mere tid til jeres egne indsatser på Skovskolen, siger Lise Lund")
    content = text_of(client, frame.address(what))
    assert "Mere tid til jeres egne indsatser på [navn], siger [navn]" in content
    assert "Planlagt: 1" in content and "Brugt: 50" in content
    for hidden in (scene.unit.title, "Lise", "Vi talte om", "Vi prøver to voksne"):
        assert hidden not in content


@pytest.mark.parametrize("what", ["", "ved-dagsordenen/"])
def test_evaluations_are_read_at_their_item_as_far_as_they_may_be_shown(client, frame, what):
    asks = [question("Var der tid nok?", QuestionType.SCALE, choices="Nej\nJa", about=frame.item(OWN)),
            question("Hvad ellers?", QuestionType.MULTI_LINE, about=frame.item(OWN))]  # fmt: skip
    scene = questionnaire_scene.held(asks=asks)
    scene.answered(*[(level, "Kortere oplæg") for level in "234432"])
    scene.closed()
    few = questionnaire_scene.held(title="Lilleskolen")
    few.answered(("1", "Hemmeligt"))
    few.closed()
    content = text_of(client, frame.address(what))
    assert "Var der tid nok?" in content and "I gennemsnit 3,0 af 5" in content and "Kortere oplæg" in content
    assert "Hemmeligt" not in content and "skolen</" not in content


@pytest.mark.parametrize("role", EVERYBODY_ELSE)
def test_nobody_else_finds_any_of_it(client, frame, role):
    change = decide(frame, "Mere tid", ChangeState.PROPOSED, "")
    client.force_login(factories.user(role=role))
    for what in ("", "ved-dagsordenen/", "aendring/", f"aendring/{change.pk}/"):
        assert client.get(frame.address(what)).status_code == 404
    sent = {"text": "Nej", "item": "", "state": "declined", "answer": "Nej", "seen": 1}
    assert client.post(frame.address(f"aendring/{change.pk}/"), sent).status_code == 404
    assert FrameChange.objects.get().state == "proposed"


def test_a_quote_is_decided_about_and_leaves_the_list(client, frame):
    approved(adjust_frame="Mødet var for langt")
    (quote,) = quotes_of(frame.cycle)
    address = f"{frame.address('aendring/')}?citat={quote.key}&punkt={frame.item(OWN)}"
    assert "Mødet var for langt" in text_of(client, address)
    sent = {"text": "Kortere møde", "item": frame.item(OWN), "state": "put_off", "answer": "", "seen": ""}
    refused = client.post(address, sent)
    assert refused.status_code == 422 and "Skriv hvorfor" in refused.content.decode()
    assert client.post(address, {**sent, "answer": "Næste år"}).status_code == 302
    change = FrameChange.objects.get()
    assert (change.quote, change.state, change.answer) == ("Mødet var for langt", "put_off", "Næste år")
    assert quote.key not in text_of(client, frame.address())
    assert client.get(f"{frame.address('aendring/')}?citat=findes-ikke").status_code == 404


def test_an_older_form_shows_both_texts(client, frame):
    change = decide(frame, "Mere tid", ChangeState.PROPOSED, "")
    sent = {"text": "Min tekst", "item": "", "state": "declined", "answer": "Mit svar", "seen": 1}
    assert client.post(frame.address(f"aendring/{change.pk}/"), {**sent, "text": "Den første"}).status_code == 302
    late = client.post(frame.address(f"aendring/{change.pk}/"), sent)
    assert late.status_code == 409 and "Den første" in late.content.decode()


def test_a_change_that_was_not_made_in_the_item_says_so(client, frame):
    decide(frame, "Mere tid", ChangeState.TAKEN, "20 minutter mere", OWN)
    still = "Punktet er endnu som sidste år"
    assert still in text_of(client, frame.address())
    draft = frame.template.get_latest_revision_as_object()
    draft.agenda[1].value["minutes"] = 140
    draft.save_revision()
    assert still not in text_of(client, frame.address())


def test_units_read_the_answers_once_the_template_is_published(client, frame):
    decide(frame, "Mere tid til egne", ChangeState.TAKEN, "Egne indsatser har 20 minutter mere", OWN)
    decide(frame, "Spørg børnene", ChangeState.TAKEN, "Der er et nyt spørgsmål", DATA)
    decide(frame, "Del mødet", ChangeState.DECLINED, "Det koster for meget tid")
    decide(frame, "Senere start", ChangeState.PROPOSED, "")
    address = frame.template.url
    assert "Egne indsatser har 20 minutter mere" in text_of(client, address)
    client.force_login(factories.user(role=Role.AGREEMENT_HOLDER))
    assert client.get(address).status_code == 404
    publish(frame)
    content = text_of(client, address)
    assert "Det ændrede vi efter jeres møder" in content
    assert content.index("Der er et nyt spørgsmål") < content.index("Egne indsatser har 20 minutter mere")
    assert "Det koster for meget tid" in content and "Senere start" not in content


def test_what_is_decided_after_publication_waits_for_the_next(client, frame):
    publish(frame)
    client.force_login(factories.user(role=Role.BOARD_REPRESENTATIVE))
    address = frame.template.url
    assert "Det ændrede vi" not in text_of(client, address)
    decide(frame, "Mere tid", ChangeState.TAKEN, "20 minutter mere")
    assert "20 minutter mere" not in text_of(client, address)
    publish(frame)
    assert "20 minutter mere" in text_of(client, address)


def test_units_never_read_the_words_of_the_minutes(client, frame):
    approved(adjust_frame="Ordret fra referatet")
    (quote,) = quotes_of(frame.cycle)
    written = WrittenChange("Kortere møde", "", ChangeState.DECLINED, "Nej")
    save_change(template=frame.template, written=written, quote=quote, by=frame.editor)
    publish(frame)
    assert "Kortere møde" in text_of(client, frame.template.url)
    assert "Ordret" not in text_of(client, frame.template.url)


def test_the_page_costs_the_same_for_12_and_250_units(client, frame):
    def statements(units):
        year = frame.cycle
        while year.meetings.count() < units:
            factories.meeting(cycle=year, state=MeetingState.HELD)
        client.get(frame.address())
        with captured_selects() as asked:
            client.get(frame.address())
        return len(asked)

    assert statements(12) == statements(250) == 10


def test_the_editor_leads_to_it(client, frame):
    content = text_of(client, reverse("wagtailadmin_pages:edit", args=[frame.template.pk]))
    assert f'data-beside-agenda="{frame.address("ved-dagsordenen/")}"' in content
