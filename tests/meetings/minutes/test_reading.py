"""Who may read minutes in which state, and that all readers get the same text."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from meetings.meeting.participant import Participant
from meetings.minutes.pages import MinutesPage
from meetings.minutes.record import ApprovalRecord
from tests import factories
from tests.meetings.minutes.browser import form_of, signed_in, words
from tests.meetings.minutes.scene import Scene, agreed, approve, approved, begun, submit, submitted, written

pytestmark = pytest.mark.django_db
WRITERS = {"leader", "team", "consultant"}
EVERYBODY = WRITERS | {"chef", "staff", "board"}


@pytest.mark.parametrize(
    ("make", "readers"),
    [(begun, WRITERS), (written, WRITERS), (submitted, WRITERS | {"chef"}), (approved, EVERYBODY)],
)
def test_writers_read_drafts_the_chef_submitted_and_everybody_approved_minutes(
    make: Callable[[], Scene], readers: set[str]
) -> None:
    scene = make()
    for who in EVERYBODY:
        status = signed_in(getattr(scene, who)).get(scene.address()).status_code
        assert (who, status) == (who, 200 if who in readers else 404)


@pytest.mark.parametrize(
    "role",
    [
        Role.AGREEMENT_HOLDER,
        Role.CONSULTANT,
        Role.HEAD_OF_AREA,
        Role.CENTRAL_EDITOR,
        Role.ADMINISTRATOR,
        Role.FORUM_MEMBER,
    ],
)
def test_people_of_other_units_do_not_read_approved_minutes(role: Role) -> None:
    scene = approved()
    daycare = factories.make_unit(kind="daycare")
    stranger = factories.user(role=role, unit=daycare, area=daycare.area)
    response = signed_in(stranger).get(scene.address())
    assert response.status_code == 404
    assert "Skovskolen" not in words(response.content.decode())


def test_visitors_and_superusers_do_not_read_approved_minutes() -> None:
    scene = approved()
    assert Client().get(scene.address()).status_code in {302, 404}
    assert signed_in(factories.user(is_superuser=True)).get(scene.address()).status_code == 404


def test_a_draft_lists_what_is_missing_with_links() -> None:
    scene = begun()
    html = signed_in(scene.leader).get(scene.address()).content.decode()
    assert "Skriv, hvad I sagde om »Status på læring og trivsel«" in words(html)
    section = scene.meeting.agenda[0].id
    assert f'href="{scene.address("skriv")}#id_sections-{section}-text"' in html
    form = signed_in(scene.leader).get(scene.address("skriv")).content.decode()
    assert f'id="id_sections-{section}-text"' in form
    person = scene.meeting.participants.first()
    assert f'#id_attendance-{person.pk}-attendance_0"' in html
    assert f'id="id_attendance-{person.pk}-attendance_0"' in form


def test_a_draft_lists_required_data_that_were_not_delivered() -> None:
    scene = written()
    factories.plan_line(scene.meeting, what="Fravær", is_required=True, note="Tallene kommer i december.")
    brought = factories.plan_line(scene.meeting, what="Trivsel", is_required=True)
    factories.evidence(meeting=scene.meeting, shared=True, slot=brought)
    page = words(signed_in(scene.leader).get(scene.address()).content.decode())
    assert "»Fravær« skulle med til mødet, men kom ikke. Tallene kommer i december." in page
    assert "»Trivsel«" not in page and "Send til godkendelse" in page


def test_only_people_who_may_submit_get_the_button() -> None:
    scene = written()
    assert form_of(signed_in(scene.leader).get(scene.address()).content.decode(), "")["version"] == "2"
    page = words(signed_in(scene.team).get(scene.address()).content.decode())
    assert "Alt er med. Aftaleholderen sender referatet til godkendelse." in page
    assert "Send til godkendelse" not in page


def test_approved_minutes_look_like_what_was_signed() -> None:
    scene = approved(agreed("Vi læser hver dag", owner="administration", owner_detail="Kim"))
    page = words(signed_in(scene.board).get(scene.address()).content.decode())
    record = ApprovalRecord.objects.get()
    assert "Godkendt af Hanne Holm" in page
    assert record.content_hash[:4] + " " + record.content_hash[4:8] in page
    assert "torsdag den 24. september 2026" in page
    assert "Vi læser hver dag Forvaltningen (Kim) · senest 1. februar 2027".replace(" · ", " ") in page.replace(
        " · ", " "
    )
    assert "Mia Mose Medarbejderrepræsentant" in page


def test_later_changes_of_people_and_page_do_not_change_the_approved_text_shown() -> None:
    scene = approved()
    before = words(signed_in(scene.board).get(scene.address()).content.decode())
    Participant.objects.filter(meeting=scene.meeting).update(attendance="absent", name="En anden")
    MinutesPage.objects.filter(pk=scene.minutes.pk).update(adjust_frame="Ændret i databasen")
    assert words(signed_in(scene.board).get(scene.address()).content.decode()) == before


def test_a_warning_is_shown_when_the_record_was_tampered_with() -> None:
    scene = approved()
    content = {**ApprovalRecord.objects.get().content, "adjust_frame": "Smuglet ind"}
    ApprovalRecord.objects.update(content=content)
    page = words(signed_in(scene.board).get(scene.address()).content.decode())
    assert "Teksten svarer ikke til godkendelsen" in page


def test_written_text_is_escaped() -> None:
    scene = approved(agreed("<b>fed</b>"), adjust_frame="<script>alert(1)</script>")
    html = signed_in(scene.board).get(scene.address()).content.decode()
    assert "<script>alert" not in html
    assert "<b>fed</b>" not in html
    assert "&lt;b&gt;fed&lt;/b&gt;" in html


def test_the_number_of_queries_does_not_grow_with_the_agreements() -> None:
    def asked(scene: Scene) -> int:
        client = signed_in(scene.board)
        client.get(scene.address())
        with CaptureQueriesContext(connection) as queries:
            client.get(scene.address())
        return len(queries)

    few = asked(approved())
    initiatives = [factories.initiative().pk for _ in range(5)]
    agreements = [agreed(f"Aftale {number}", initiative=initiatives[number % 5]) for number in range(20)]
    scene = written(*agreements, scene=begun(title="Bakkeskolen"))
    submit(scene)
    approve(scene)
    assert asked(scene) == few
