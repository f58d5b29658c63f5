"""Routes whose answer depends on more than role and unit."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Right, Role, roles_with
from meetings.convening.replies.links import make_reply_link
from meetings.forum.enums import ExampleState
from meetings.forum.trials.models import Trial
from meetings.minutes.remarks.links import make_draft_link
from meetings.units.directory.models import DirectoryRule
from meetings.units.url_prefixes import meeting_url_kwargs
from tests import factories
from tests.leaks.stage import FOREIGN, Stage, set_stage
from tests.meetings.forum.days.made import forum_day
from tests.meetings.forum.pictures import sound
from tests.meetings.insights.frame_changes.scene import change_of
from tests.meetings.moderation.workflows import submitted_template

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage() -> Stage:
    return set_stage()


def as_person(stage: Stage, role: Role) -> Client:
    client = Client()
    client.force_login(stage.person(role))
    return client


#: What a reader of a forum day opens, and what who plans it does.
FORUM_DAY_READ = ("show", "still", "calendar")
FORUM_DAY_FORMS = ("edit", "programme", "invitees", "invite", "replies", "cancel")
PAGES: dict[str, tuple[Any, frozenset[Role]]] = {
    "unit": (lambda place: place.unit, roles_with(Right.SEE_UNIT)),
    "meeting": (lambda place: place.this_year, roles_with(Right.SEE_MEETING)),
    "draft": (lambda place: place.draft, roles_with(Right.SEE_DRAFT_EVIDENCE)),
    "shared": (lambda place: place.shared, roles_with(Right.SEE_SHARED_EVIDENCE)),
    "minutes": (lambda place: place.minutes, roles_with(Right.SEE_APPROVED_MINUTES)),
    "submitted": (lambda place: place.submitted, roles_with(Right.SEE_SUBMITTED_MINUTES)),
    "proposal": (lambda place: place.proposed, roles_with(Right.PROPOSE_EXAMPLE) | roles_with(Right.CLEAR_EXAMPLE)),
}


def test_a_link_for_an_answer_shows_the_meeting_and_nothing_that_was_brought_to_it(stage: Stage) -> None:
    """Whoever has the link may be anybody; who is signed in there makes no difference."""
    participant = stage.foreign.this_year.participants.order_by("pk")[0]
    link = "/" + make_reply_link(participant).split("/", 3)[3]
    for client in (Client(), as_person(stage, Role.STAFF_REPRESENTATIVE), as_person(stage, Role.ADMINISTRATOR)):
        shown = client.get(link).content.decode()
        assert participant.name in shown
        brought = (stage.foreign.draft, stage.foreign.shared, stage.foreign.agreement, stage.foreign.minutes)
        assert not [thing for thing in brought if getattr(thing, "title", "") and thing.title in shown]
        assert stage.foreign.agreement.text not in shown
        assert client.get("/svar/findes-ikke/").status_code == 404


def test_a_link_to_minutes_shows_no_text_to_who_has_not_got_its_code(stage: Stage) -> None:
    """Whoever has the link may be anybody; who is signed in there makes no difference."""
    participant = stage.foreign.last_year.participants.order_by("pk")[0]
    link = "/" + make_draft_link(stage.foreign.minutes, participant).split("/", 3)[3]
    for client in (Client(), as_person(stage, Role.AGREEMENT_HOLDER), as_person(stage, Role.ADMINISTRATOR)):
        for answer in (client.get(link), client.post(link, {"do": "code", "code": "123456"})):
            shown = answer.content.decode()
            assert participant.name in shown and "Send mig en kode" in shown
            assert f"{FOREIGN} ramme" not in shown and stage.foreign.agreement.text not in shown
        assert client.get("/referat/findes-ikke/").status_code == 404


@pytest.mark.parametrize("role", list(Role))
def test_answers_across_meetings_are_read_by_editors_and_name_no_unit(role: Role, stage: Stage) -> None:
    client, slug = as_person(stage, role), stage.own.answers.questionnaire.slug
    page = client.get(reverse("questionnaire_answers", args=[slug]))
    others = [
        client.get(reverse("questionnaire_answers_file", args=[slug, "csv"])),
        client.get(reverse("questionnaire_copy", args=[slug])),
        client.get(stage.own.answers.questionnaire.get_url()),
    ]
    expected = 200 if role in roles_with(Right.EDIT_TEMPLATES) else 404
    assert {page.status_code, *(one.status_code for one in others)} == {expected}
    if page.status_code == 200:
        assert stage.own.unit.title not in page.content.decode()
    assert client.get(reverse("questionnaire_answers", args=["findes-ikke"])).status_code == 404


@pytest.mark.parametrize("role", list(Role))
def test_a_questionnaire_is_answered_by_who_is_asked_and_a_link_shows_no_answers(role: Role, stage: Stage) -> None:
    client, place = as_person(stage, role), stage.own
    where = {**meeting_url_kwargs(place.last_year), "pk": place.answers.pk}
    assert client.get(reverse("questionnaire_answer", kwargs=where)).status_code == 404, "it is closed"
    assert client.get("/spoergeskema/findes-ikke/").status_code == 404


@pytest.mark.parametrize("role", list(Role))
def test_pages_of_the_tree(role: Role, stage: Stage) -> None:
    client = as_person(stage, role)
    for name, (of, readers) in PAGES.items():
        response = client.get(of(stage.own).get_url())
        assert (response.status_code == 200) == (role in readers), f"{name} {response.status_code}"
        if response.status_code == 200:
            assert FOREIGN.encode() not in response.content, name
        far = client.get(of(stage.foreign).get_url())
        clears = name == "proposal" and role == Role.CENTRAL_EDITOR
        assert far.status_code == (200 if clears else 404), name
    assert client.get(stage.own.unit.get_url() + "findes-ikke/").status_code == 404


@pytest.mark.parametrize("role", list(Role))
def test_front_page_areas_templates_and_lederforum(role: Role, stage: Stage) -> None:
    client = as_person(stage, role)
    front = client.get("/")
    assert front.status_code == 200
    # The name of a unit stands under its cleared examples; everything else of it has the mark and a space.
    assert f"{FOREIGN} ".encode() not in front.content
    assert client.get("/dagtilbud/").status_code == 404  # the foreign unit's area
    own_area = client.get("/skoler/")
    assert (own_area.status_code == 200) == (role in roles_with(Right.SEE_UNIT))
    assert FOREIGN.encode() not in own_area.content
    for address in ("/skabeloner/", stage.template.get_url()):
        assert (client.get(address).status_code == 200) == (role in roles_with(Right.READ_TEMPLATE))
    forum = client.get("/lederforum/")
    assert (forum.status_code == 200) == (role in roles_with(Right.SEE_FORUM))
    for place in (stage.own, stage.foreign):
        for address in (place.cleared.get_url(), reverse("example_show", kwargs={"slug": place.cleared.slug})):
            shown = role in roles_with(Right.SEE_FORUM)
            if place is stage.own and address == place.cleared.get_url():
                shown = shown or role in roles_with(Right.PROPOSE_EXAMPLE)
            assert (client.get(address).status_code == 200) == shown


def test_visitors_see_the_front_page_and_nothing_below_it(stage: Stage) -> None:
    client = Client()
    assert client.get("/").status_code == 200
    for place in (stage.own, stage.foreign):
        for page in (place.unit, place.this_year, place.draft, place.shared, place.minutes, place.cleared):
            assert client.get(page.get_url()).status_code in (302, 404)
            assert place.mark.encode() not in client.get(page.get_url(), follow=True).content
    assert client.get("/lederforum/").status_code in (302, 404)


@pytest.mark.parametrize("role", list(Role))
def test_files_are_fetched_by_the_readers_of_a_page_that_shows_them(role: Role, stage: Stage) -> None:
    client = as_person(stage, role)
    for place in (stage.own, stage.foreign):
        for item in (place.photo, place.shown_photo):
            default_storage.save(item.path("card.jpg"), ContentFile(b"x"))
            item.extension, item.renditions = "jpg", {"card": {"width": 960, "height": 640, "bytes": 1}}
            item.save()
        own = place is stage.own
        draft = client.get(place.photo.url("card")).status_code
        assert (draft == 200) == (own and role in roles_with(Right.SEE_DRAFT_EVIDENCE))
        shown = client.get(place.shown_photo.url("card")).status_code
        readers = roles_with(Right.SEE_FORUM) | (roles_with(Right.SEE_SHARED_EVIDENCE) if own else frozenset())
        assert (shown == 200) == (role in readers), f"{place.mark} {shown}"
        for guess in ("original", "large", "x"):
            assert client.get(f"/medier/{place.shown_photo.key}/{guess}/").status_code == 404
    missing = reverse("media_file", kwargs={"key": "00000000-0000-4000-8000-000000000000", "name": "card"})
    assert client.get(missing).status_code == 404
    assert Client().get(stage.own.shown_photo.url("card")).status_code == 404


@pytest.mark.parametrize("role", list(Role))
def test_a_recording_is_fetched_by_the_readers_of_its_page(role: Role, stage: Stage) -> None:
    client = as_person(stage, role)
    for place in (stage.own, stage.foreign):
        leader = place.people[Role.AGREEMENT_HOLDER]
        draft, shown = sound(place.draft, leader), sound(place.shared, leader)
        for item in (draft, shown):
            default_storage.save(item.path("sound.m4a"), ContentFile(b"x"))
        own = place is stage.own
        for item, right in ((draft, Right.SEE_DRAFT_EVIDENCE), (shown, Right.SEE_SHARED_EVIDENCE)):
            answer = client.get(item.url("sound"))
            assert (answer.status_code == 200) == (own and role in roles_with(right)), f"{place.mark} {right}"
            assert client.get(f"/medier/{item.key}/film/").status_code == 404
            assert Client().get(item.url("sound")).status_code == 404


@pytest.mark.parametrize("role", list(Role))
def test_upload_progress_is_visible_to_readers_of_the_page(role: Role, stage: Stage) -> None:
    client = as_person(stage, role)
    drafts, shared = role in roles_with(Right.SEE_DRAFT_EVIDENCE), role in roles_with(Right.SEE_SHARED_EVIDENCE)
    files = [(place, item) for place in (stage.own, stage.foreign) for item in (place.photo, place.shown_photo)]
    answer = client.get(reverse("media_states"), {"key": [str(item.key) for _place, item in files] + ["x"]})
    told = {row["key"] for row in answer.json()} if answer.status_code == 200 else set()
    expected = {str(stage.own.photo.key)} if drafts else set()
    expected |= {str(stage.own.shown_photo.key)} if shared else set()
    assert told == expected
    assert (answer.status_code == 200) == bool(expected)
    assert FOREIGN.encode() not in answer.content
    assert client.get(reverse("media_states")).status_code == 404
    assert Client().get(reverse("media_states"), {"key": str(stage.own.shown_photo.key)}).status_code == 302


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_only_administrators_open_other_accounts(role: Role, stage: Stage) -> None:
    client = as_person(stage, role)
    for person in (stage.own.people[Role.LEADERSHIP_TEAM], stage.foreign.people[Role.LEADERSHIP_TEAM]):
        membership = person.memberships.get()
        assert client.get(reverse("person", kwargs={"pk": person.pk})).status_code == 404
        words = {"pk": person.pk, "membership": membership.pk}
        assert client.post(reverse("person_role_end", kwargs=words)).status_code == 404
        sent = {"email": "ny@egenby.dk", "name": "Ny", "on": "2026-12-24"}
        assert client.post(reverse("person_role_hand_over", kwargs=words), sent).status_code == 404
        assert client.post(reverse("person_sign_in", kwargs={"pk": person.pk}), {"act": "close"}).status_code == 404
        membership.refresh_from_db()
        person.refresh_from_db()
        assert membership.ends_on is None and person.is_active


@pytest.mark.parametrize("role", [role for role in Role if role not in roles_with(Right.MANAGE_ALL_PEOPLE)])
def test_rules_of_the_directory_are_changed_by_administrators(role: Role, stage: Stage) -> None:
    client = as_person(stage, role)
    rule = DirectoryRule.objects.create(claim="groups", value="forum", role=Role.FORUM_MEMBER)
    assert client.get(reverse("directory_rule_edit", args=[rule.pk])).status_code == 404
    assert client.post(reverse("directory_rule_remove", args=[rule.pk])).status_code == 404
    assert client.get(reverse("directory_trial_sign_in_begin")).status_code == 404
    assert DirectoryRule.objects.filter(pk=rule.pk).exists()


@pytest.mark.parametrize("role", list(Role))
def test_a_year_is_started_by_those_who_may_and_a_head_of_area_sees_no_other_area(role: Role, stage: Stage) -> None:
    client = as_person(stage, role)
    next_year = factories.template(school_year="2027/2028")
    for name in ("start_year", "start_year_progress"):
        address = reverse(name, kwargs={"slug": next_year.slug})
        page = client.get(address)
        if role not in roles_with(Right.START_YEAR):
            assert page.status_code == 404
            assert client.post(address).status_code in (404, 405)
        elif page.status_code == 200:
            assert (FOREIGN.encode() in page.content) == (role is not Role.HEAD_OF_AREA)


@pytest.mark.parametrize("role", list(Role))
def test_initiatives_are_made_of_a_template_by_those_who_edit_it(role: Role, stage: Stage) -> None:
    client = as_person(stage, role)
    address = reverse("template_initiatives", kwargs={"slug": factories.template(school_year="2027/2028").slug})
    may = role in roles_with(Right.EDIT_TEMPLATES)
    assert client.get(address).status_code == (200 if may else 404)
    assert client.post(address).status_code == (422 if may else 404)


@pytest.mark.parametrize("role", list(Role))
def test_what_meetings_said_is_for_those_who_edit_the_template(role: Role, stage: Stage) -> None:
    client = as_person(stage, role)
    change = change_of(factories.template(school_year="2027/2028"), by=stage.person(Role.CENTRAL_EDITOR))
    slug, may = change.template.slug, role in roles_with(Right.EDIT_TEMPLATES)
    for name in ("frame_insights", "frame_beside_agenda"):
        assert client.get(reverse(name, args=[slug])).status_code == (200 if may else 404)
    for address in (reverse("frame_change_new", args=[slug]), reverse("frame_change", args=[slug, change.pk])):
        assert client.get(address).status_code == (200 if may else 404)
        assert client.post(address).status_code == (422 if may else 404)


@pytest.mark.parametrize("role", list(Role))
def test_a_submitted_template_is_decided_about_by_editors(role: Role, stage: Stage) -> None:
    client = as_person(stage, role)
    template = submitted_template(by=stage.person(Role.CENTRAL_EDITOR), school_year="2027/2028")
    address = reverse("template_decide", kwargs={"slug": template.slug})
    may = role in roles_with(Right.EDIT_TEMPLATES)
    assert client.get(address).status_code == (200 if may else 404)
    assert client.post(address).status_code == (422 if may else 404)


@pytest.mark.parametrize("role", list(Role))
def test_an_example_is_taken_down_and_off_the_list_by_its_unit_and_by_those_who_clear(role: Role, stage: Stage) -> None:
    client = as_person(stage, role)
    clears = roles_with(Right.CLEAR_EXAMPLE)
    for place, is_own in ((stage.own, True), (stage.foreign, False)):
        archived = factories.example(unit=place.unit, state=ExampleState.ARCHIVED)
        may = clears | roles_with(Right.PROPOSE_EXAMPLE)
        routes = dict.fromkeys(("example_take_down", "example_archive", "example_supersede"), (place.cleared, may))
        for route, (example, allowed) in {**routes, "example_list_again": (archived, clears)}.items():
            is_allowed = role in (allowed if is_own else {Role.CENTRAL_EDITOR})
            address = reverse(route, kwargs={"slug": example.slug})
            assert (client.get(address).status_code == 200) == is_allowed, route
            assert (client.post(address).status_code != 404) == is_allowed, route


@pytest.mark.parametrize("address", ["/_util/login/", "/_util/authenticate_with_password/1/1/"])
def test_wagtails_own_password_pages_are_not_there(address: str, stage: Stage) -> None:
    assert Client().get(address).status_code in (302, 404)
    assert Client().post(address, {"username": "x", "password": "x"}).status_code == 404


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_only_administrators_close_and_name_units(role: Role, stage: Stage) -> None:
    client = as_person(stage, role)
    for place in (stage.own, stage.foreign):
        assert client.post(reverse("unit_close", kwargs={"pk": place.unit.pk}), {"act": "close"}).status_code == 404
        for name, pk in (("unit_rename", place.unit.pk), ("area_edit", place.unit.area_id)):
            assert client.get(reverse(name, args=[pk])).status_code == 404
            assert client.post(reverse(name, args=[pk]), {"title": "Ny", "kind": "school"}).status_code == 404
        assert client.post(reverse("area_remove", args=[place.unit.area_id])).status_code == 404
        title = place.unit.title
        place.unit.refresh_from_db()
        assert (place.unit.closed_on, place.unit.title) == (None, title)


@pytest.mark.parametrize("role", list(Role))
def test_uploads_need_the_right_to_add_and_are_private(role: Role, stage: Stage) -> None:
    from tests.media.uploading.sender import Sender

    sender = Sender(stage.person(role))
    begun = sender.begin(10, evidence=stage.own.draft.pk, kind="image")
    assert (begun.status_code == 201) == (role in roles_with(Right.ADD_EVIDENCE))  # the draft is the staff member's own
    assert sender.begin(10, evidence=stage.foreign.draft.pk, kind="image").status_code == 404
    assert sender.begin(10, evidence=999999, kind="image").status_code == 404
    if begun.status_code == 201:
        for other in set(Role) - {role}:
            assert Sender(stage.person(other)).head(begun["Location"]).status_code == 404


@pytest.mark.parametrize("role", list(Role))
def test_documents_of_a_note_are_for_who_reads_it(role: Role, stage: Stage) -> None:
    client = as_person(stage, role)
    writes, edits = role in roles_with(Right.WRITE_AREA_NOTE), role in roles_with(Right.EDIT_TEMPLATES)
    for place in (stage.own, stage.foreign):
        for note, may in (
            (place.draft_note, writes and place is stage.own),
            (place.approved_note, (writes and place is stage.own) or edits),
        ):
            page = client.get(note.get_url())
            documents = client.get(reverse("note_documents", kwargs={"slug": note.slug}))
            assert (page.status_code, documents.status_code) == ((200, 200) if may else (404, 404)), note.title
            # Its unit has not said yes, so that editors read the note without its words.
            assert (place.agreement.text.encode() in page.content) == (may and writes)


@pytest.mark.parametrize("role", list(Role))
def test_what_a_unit_has_tried_is_written_by_its_leaders_on_another_units_example(role: Role, stage: Stage) -> None:
    client, leads = as_person(stage, role), role in roles_with(Right.PROPOSE_EXAMPLE)
    Trial.objects.create(
        example=stage.foreign.cleared, unit=stage.own.unit, text="Vi", written_by=stage.person(Role.AGREEMENT_HOLDER)
    )
    removes = leads or role == Role.CENTRAL_EDITOR
    for place, unit, writes, takes_away in (
        (stage.foreign, stage.own.unit, leads, removes),
        (stage.own, stage.own.unit, False, False),
        (stage.own, stage.foreign.unit, False, False),
    ):
        where = {"slug": place.cleared.slug, "unit": unit.slug}
        assert (client.get(reverse("trial", kwargs=where)).status_code == 200) == writes
        assert (client.post(reverse("trial", kwargs=where)).status_code != 404) == writes
        assert (client.get(reverse("trial_remove", kwargs=where)).status_code == 200) == takes_away


@pytest.mark.parametrize("role", list(Role))
def test_forum_days_are_for_the_forum_and_for_those_who_are_invited(role: Role, stage: Stage) -> None:
    """Whoever is invited sees the day with its examples; planning it is for head of area and consultants."""
    client = as_person(stage, role)
    sees, plans = role in roles_with(Right.SEE_FORUM), role in roles_with(Right.PLAN_FORUM_DAYS)
    shown = [stage.own.cleared, stage.foreign.cleared]
    invited = forum_day(examples=shown[:1], people=[stage.person(role)])
    other, planned = forum_day(examples=shown[1:]), forum_day(state="planned", examples=shown)
    begun = forum_day(starts_at=timezone.now() - timedelta(hours=1))
    for day, may in ((invited, True), (other, sees), (planned, plans)):
        for address in (day.get_url(), *(reverse(f"forum_day_{name}", args=[day.slug]) for name in FORUM_DAY_READ)):
            answer = client.get(address)
            assert (answer.status_code == 200) == may, address
            assert day is not invited or FOREIGN.encode() not in answer.content, address
    for name, day in (*((name, planned) for name in FORUM_DAY_FORMS), ("held", begun)):
        assert (client.get(reverse(f"forum_day_{name}", args=[day.slug])).status_code == 200) == plans, name
        assert (client.post(reverse(f"forum_day_{name}", args=[day.slug])).status_code != 404) == plans, name
    assert (client.post(reverse("forum_day_remind", args=[other.slug])).status_code != 404) == plans
    for day, may in ((invited, True), (other, False)):
        assert (client.get(reverse("forum_day_answer", args=[day.slug])).status_code == 200) == may
    may_see = [client.get(example.get_url()).status_code == 200 for example in shown]
    assert may_see[0] and may_see[1] == sees
    assert Client().get(reverse("forum_day_reply", args=["intet"])).status_code == 404
