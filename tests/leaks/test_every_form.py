"""Every form, sent twice and sent outdated: one effect and one answer, or 409 with the input kept.

The forms are found on the pages of the test data, filled in as a browser would, with text in the text fields. A route
that takes POST and is neither found nor listed in OWN fails.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve, reverse
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from foundation.forms.one_time_key import KEY_FIELD
from home.data_protection.processor import Processor
from meetings.meeting.enums import MeetingState
from meetings.minutes.remarks.give_remark import give_remark
from meetings.units.directory.models import DirectoryRule
from meetings.units.url_prefixes import meeting_url_kwargs
from tests import factories
from tests.leaks.agenda_pages import pages_of_an_agenda_that_changes
from tests.leaks.article_pages import pages_of_articles
from tests.leaks.expectations import SITE, SPECIAL
from tests.leaks.form_data import VALID
from tests.leaks.forum_pages import pages_of_forum_days, pages_of_trials
from tests.leaks.stage import Stage
from tests.leaks.test_every_route import words_of
from tests.meetings.evidence import scene as evidence_scene
from tests.meetings.insights.notes import area_note
from tests.meetings.live import scene as live_scene
from tests.meetings.minutes import scene
from tests.meetings.minutes.remarks import scene as remarks_scene
from tests.services.visitor import fields

#: One worker finds the forms once, and sends them in all tests.
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("every form")]

ACTORS = [
    Role.AGREEMENT_HOLDER,
    Role.HEAD_OF_AREA,
    Role.CONSULTANT,
    Role.CENTRAL_EDITOR,
    Role.ADMINISTRATOR,
]
#: Routes that take POST and are protected in another way.
OWN = {
    "account_login": "signing in twice is signing in; nobody is signed in yet, so there is no key",
    "account_logout": "out is out",
    "account_signup": "there is no sign-up",
    "account_reset_password": "a second mail, as asked; slowed by allauth, and either link opens once",
    "account_reset_password_from_key": "allauth's key opens once",
    "account_change_password": "the old password is the version; the second is told that it is no longer right",
    "sessions": "ended is ended (tests/accounts/test_sessions.py)",
    "account_set_password": "there is none to set: it leads to the second factor",
    "account_reauthenticate": "the password again (tests/accounts/test_second_factor.py)",
    "mfa_reauthenticate": "a code is used once (tests/accounts/test_second_factor.py)",
    "mfa_reauthenticate_webauthn": "a challenge is answered once, by allauth",
    "mfa_authenticate": "a code is used once (tests/accounts/test_second_factor.py)",
    "mfa_activate_totp": "the secret leaves the session when it is stored; one app for each person",
    "mfa_deactivate_totp": "removed is removed",
    "mfa_add_webauthn": "a challenge is answered once, by allauth",
    "mfa_remove_webauthn": "removed is removed",
    "mfa_generate_recovery_codes": "makes all codes anew; the last ones count",
    "directory_response": "a SAML response: answers one request, once (tests/services/directory/test_saml.py)",
    "api_keys": "shows the secret once; the same form makes no second one (tests/home/api)",
    "api_key_remove": "removed is removed (tests/home/api)",
    "calendar_feed": "shows the address once; the same form makes no second one (tests/meetings/schedule)",
    "article_file_new": "a file must be chosen; sent twice it is one file (tests/meetings/articles/test_files.py)",
    "unblock_time": "takes away one's own row; a second press finds it gone (tests/meetings/schedule)",
    "unit_see_as": "begins to read as another; then every change is refused (tests/meetings/units/test_see_as.py)",
    "see_as_stop": "ends what is seen; ended is ended (tests/meetings/units/test_see_as.py)",
    "uploads": "tus: a file has a fingerprint, and a second beginning makes a part that is swept (decision 0013)",
    "upload": "tus: each part names its offset; 409 for any other (tests/media/uploading)",
    "media_file": "read only; a browser's own question",
    "start_year": "makes what is missing, one meeting a unit by a constraint (tests/meetings/overview)",
    "people_file": "asks, reads and stores in one route; a row that is there already is not stored twice",
    "first_day_template": "a second press finds the year's template made (tests/meetings/first_day)",
    "first_day_editor": "a second press finds the role given (tests/meetings/first_day)",
    "area_edit": "carries the name it saw (tests/meetings/units/structure)",
    "area_remove": "a second press finds the area gone (tests/meetings/units/structure)",
    "unit_rename": "carries the version it saw (tests/meetings/units/structure)",
    "template_import": "asks, reads and makes in one route; a second draft of the year is refused or replaces it",
    "handed_in": "each card carries its version (tests/meetings/evidence/sharing/test_handed_in.py)",
    "figures_new": "asks, reads and keeps in one route; kept once (tests/meetings/meeting/test_pages.py)",
    "figures_edit": "the same; what is kept carries the version it saw",
    "minutes_save": "saves in the background with the version it saw (tests/meetings/minutes/test_save_sections.py)",
    "minutes_versions": "carries the fingerprint it saw (tests/meetings/minutes/test_versions.py)",
    "minutes_row_versions": "the same",
    "notation_preview": "stores nothing: a text as it will read (tests/foundation/text/test_notation.py)",
    "operation": "tries again what waits to be tried; nothing waits the second time",
    "evidence_preview": "stores nothing: the draft is kept already",
    "minutes_by_link": "as `reply`: one's own words sent twice are one remark (tests/meetings/minutes/remarks)",
    "questionnaire_answer": "a key would be a trace of who answered; sent twice it is one answer (decision 0042)",
    "questionnaire_by_link": "the same",
    "forum_day_reply": "as `reply`",
    "reply": "opened by a link without signing in, so that it has no key; the same answer twice is one answer",
}
#: Special routes that store nothing.
READ_ONLY = {
    "api", "calendar_feed_file", "data_protection_paper", "data_protection_word",
    "directory_answer", "directory_metadata", "directory_response_read", "directory_sign_in",
    "directory_trial_sign_in_begin", "document_file", "document_states", "example_show", "forum_day_calendar",
    "forum_day_show", "forum_day_still", "frame_beside_agenda", "frame_insights", "live_state", "logo", "media_states",
    "mfa_download_recovery_codes", "mfa_list_webauthn", "mfa_view_recovery_codes", "questionnaire_answers",
    "questionnaire_answers_file", "start_year_progress", "wagtail_serve",
}  # fmt: skip
#: Refused with this test data, for the given reason.
REFUSED = {
    "reopen_meeting": "the minutes are begun",
    "wish_close": "the wish is not answered",
    "note_ask": "its unit is asked already",
}
#: What two wrote is merged where it does not touch, and refused where it does (tests/meetings/live/test_notes.py).
MERGED = {"live_notes"}
#: Nobody's: the four last digits are made up.
NUMBER = "120315-1234"
#: Forms that carry a version under another name than `seen`.
VERSION = ("seen", "version")


@dataclass(frozen=True)
class Found:
    """One form: its user, route, action, the data that a browser would send, and its text fields."""

    person: User
    route: str
    address: str
    sent: dict[str, Any]
    written: tuple[str, ...]
    ticks: dict[str, list[str]]

    def with_words(self) -> dict[str, Any]:
        empty = [name for name in self.written if not str(self.sent.get(name, "")).strip()]
        words = {name: "Nogle ord" for name in empty if not name.startswith("guest")}
        return {**self.sent, **self.ticks, **words, **VALID.get(self.route, {})}


def pages(stage: Stage) -> Iterator[tuple[User, str]]:
    """Users and the pages they open."""
    for role in ACTORS:
        for address in pages_of(stage, role):
            yield stage.person(role), address
    waiting = area_note(stage.own.agreement, state="submitted", submitted_by=stage.person(Role.CONSULTANT))
    yield stage.person(Role.HEAD_OF_AREA), reverse("note_decide", kwargs={"slug": waiting.slug})
    minutes = scene.written(scene=scene.begun(title="Bakkeskolen"))
    yield minutes.leader, minutes.address()
    yield minutes.leader, minutes.address("skriv")
    yield from pages_of_a_round()
    yesterday = timezone.localdate() - timedelta(days=1)
    held = factories.meeting(unit=factories.make_unit("Åskolen"), state=MeetingState.PREPARING, on=yesterday)
    leader = factories.user(role=Role.AGREEMENT_HOLDER, unit=held.unit)
    yield leader, reverse("hold_meeting", kwargs=meeting_url_kwargs(held))
    live = live_scene.running(title="Søskolen")
    yield live.leader, reverse("live_meeting", kwargs=live.where)
    for name in ("live_agreement", "live_wish", "live_chair"):
        item = {} if name == "live_chair" else {"item": live.blocks[0]}
        yield live.leader, reverse(name, kwargs={**live.where, **item})
    sharing = evidence_scene.set_up()
    draft = {**meeting_url_kwargs(sharing.meeting), "pk": sharing.draft().pk}
    yield sharing.leader, reverse("evidence_preview", kwargs=draft)
    yield sharing.staff, sharing.page(sharing.draft())
    sharing.draft(handed_in_at=timezone.now())
    yield sharing.leader, reverse("handed_in", kwargs=meeting_url_kwargs(sharing.meeting))
    yield from pages_of_an_agenda_that_changes(stage)
    yield from pages_of_forum_days(stage)
    yield from pages_of_trials(stage)
    yield from pages_of_articles(stage)


def pages_of_a_round() -> Iterator[tuple[User, str]]:
    """The draft of one meeting is to be sent to its participants; that of another is with them."""
    asks = scene.written(scene=scene.begun(title="Lindeskolen"), asks=True)
    yield asks.leader, asks.address("til-deltagerne")
    round = remarks_scene.running(title="Hasselskolen")
    for who, text in (("board", "Husk busserne"), ("staff", "Husk cyklerne")):
        give_remark(reader=round.reader(who), block_id=round.blocks[0], text=text, today=scene.TODAY)
    yield round.scene.board, round.page
    yield round.scene.leader, round.page
    yield round.scene.leader, round.scene.address("til-deltagerne")


def pages_of(stage: Stage, role: Role) -> Iterator[str]:
    place = stage.own
    if role == Role.HEAD_OF_AREA:
        chosen = f"enhed={place.unit.pk}&aar={place.this_year.school_year}"
        yield f"{reverse('access_export_meeting')}?{chosen}"
    for name, expected in SITE.items():
        if role in expected.own and not expected.public:
            yield reverse(name, kwargs=words_of(expected, place))
    if role == Role.CONSULTANT:
        yield f"{reverse('across')}?aar=2025/2026"
    if role in (Role.AGREEMENT_HOLDER, Role.HEAD_OF_AREA):
        for page in (place.submitted, place.minutes, place.this_year, place.draft, place.shared):
            yield page.get_url()
    if role == Role.CENTRAL_EDITOR:
        yield reverse("note_documents", kwargs={"slug": place.approved_note.slug})
        factories.example(unit=place.unit, state="cleared")  # by which the other one is superseded
        for name in ("take_down", "archive", "supersede"):
            yield reverse(f"example_{name}", kwargs={"slug": place.cleared.slug})
        archived = factories.example(unit=place.unit, state="archived")
        yield reverse("example_list_again", kwargs={"slug": archived.slug})
        yield reverse("example_documents", kwargs={"slug": place.cleared.slug})
        yield reverse("questionnaire_copy", args=[place.answers.questionnaire.slug])
    if role == Role.ADMINISTRATOR:
        person = place.people[Role.STAFF_REPRESENTATIVE]
        yield reverse("person", args=[person.pk])
        yield reverse("person_role_hand_over", args=[person.pk, person.memberships.get().pk])
        rule = DirectoryRule.objects.create(claim="groups", value="forum", role=Role.FORUM_MEMBER)
        yield reverse("directory_rule_edit", args=[rule.pk])
        yield reverse("processor_edit", args=[Processor.objects.create(name="Mailhuset", country="Danmark").pk])


def forms_of(stage: Stage) -> list[Found]:
    """The first form found of each route."""
    found: dict[tuple[str, str], Found] = {}
    clients: dict[int, Client] = {}
    for person, page in pages(stage):
        answer = (clients.get(person.pk) or clients.setdefault(person.pk, signed_in(person))).get(page)
        if answer.status_code != 200 or "html" not in answer["Content-Type"]:
            continue
        for form in BeautifulSoup(answer.content, "html.parser").select("main form[method=post]"):
            address = str(form.get("action") or page)
            buttons = {button["name"]: button.get("value", "") for button in form.select("button[name]")[:1]}
            route = resolve(address.split("?")[0]).view_name
            one = Found(person, route, address, {**fields(form), **buttons}, written(form), ticks(form))
            found.setdefault((route, str(buttons)), one)
    return list(found.values())


def written(form: Tag) -> tuple[str, ...]:
    boxes = form.select("textarea[name], input[type=text][name]")
    return tuple(str(box["name"]) for box in boxes)


def ticks(form: Tag) -> dict[str, list[str]]:
    """Tick all people of a list, the first passage or source, and the first choice where none is chosen; the last of
    the examples that may supersede one."""
    people = [str(box["value"]) for box in form.select("input[name=people]")]
    first = {str(box["name"]): [str(box["value"])] for box in reversed(form.select("input[type=radio][name=area]"))}
    sources = ("passage", "ticked")
    boxes = {name: [str(box["value"]) for box in form.select(f"input[name={name}]")[:1]] for name in sources}
    if newer := form.select("select[name=successor] option"):
        boxes["successor"] = [str(newer[-1]["value"])]
    return {**({"people": people} if people else {}), **first, **boxes}


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def everything() -> dict[str, list[str]]:
    """All rows of all tables except sessions and the view log."""
    passing = {"accounts_session", "media_viewed", "shared_cache", "foundation_sentform"}
    with connection.cursor() as cursor:
        rows = {}
        for table in set(connection.introspection.table_names(cursor)) - passing:
            cursor.execute(f'SELECT * FROM "{table}"')
            rows[table] = sorted(map(repr, cursor.fetchall()))
    return rows


@pytest.fixture(scope="module")
def all_forms(stage: Stage) -> list[Found]:
    return forms_of(stage)


@pytest.fixture
def forms(all_forms: list[Found]) -> list[Found]:
    return [form for form in all_forms if form.route not in OWN]


def taking_post(stage: Stage) -> set[str]:
    """The routes that accept POST, by their answer to an unknown method."""
    taking = set()
    for name, expected in SITE.items():
        role = next((role for role in ACTORS if role in expected.own), None)
        if role is None:
            continue
        answer = signed_in(stage.person(role)).generic("PURGE", reverse(name, kwargs=words_of(expected, stage.own)))
        if answer.status_code == 405 and "POST" in answer["Allow"]:
            taking.add(name)
    return taking


def test_every_post_route_is_covered_or_listed(stage: Stage, forms: list[Found]) -> None:
    met = {form.route for form in forms}
    unmet = (taking_post(stage) | SPECIAL - READ_ONLY) - met - set(OWN)
    assert not unmet, unmet
    assert not met & set(OWN)
    assert set(OWN) <= set(SITE) | SPECIAL
    assert set(VALID) <= met


def test_every_form_has_a_key_for_its_action(forms: list[Found]) -> None:
    keys = [form.sent.get(KEY_FIELD, "") for form in forms]
    assert all(keys), [form.route for form in forms if not form.sent.get(KEY_FIELD)]
    assert len(set(keys)) == len(keys)


def test_a_form_sent_twice_has_one_effect_and_one_answer(stage: Stage, forms: list[Found]) -> None:
    wrong = []
    for form in forms:
        with transaction.atomic():
            client, sent = signed_in(form.person), form.with_words()
            first = client.post(form.address, sent)
            after_first = everything()
            second = client.post(form.address, sent)
            if form.route in REFUSED:
                wrong += [] if first.status_code == second.status_code == 422 else [f"{form.route}: not refused"]
            elif first.status_code != 302:
                wrong.append(f"{form.route}: {first.status_code} {problems(first)}")
            elif (second.status_code, second.get("Location")) != (302, first["Location"]):
                wrong.append(f"{form.route}: then {second.status_code} {second.get('Location')}")
            else:
                now = everything()
                changed = [table for table in now if now[table] != after_first.get(table)]
                wrong += [f"{form.route}: done twice in {changed}"] if changed else []
            transaction.set_rollback(True)
    assert not wrong, "\n".join(wrong)


def test_an_outdated_form_gets_409_and_keeps_its_input(stage: Stage, forms: list[Found]) -> None:
    wrong, tried = [], set()
    for form in forms:
        name = next((name for name in VERSION if name in form.sent), None)
        if name is None or not form.sent[name] or form.route in MERGED:  # nothing there yet to have seen
            continue
        tried.add(form.route)
        with transaction.atomic():
            sent, client = form.with_words() | {name: stale(form.sent[name])}, signed_in(form.person)
            before = everything()
            answer = client.post(form.address, sent)
            if answer.status_code != 409:
                wrong.append(f"{form.route}: {answer.status_code} {answer.get('Location')} {problems(answer)}")
            elif changed := [table for table, rows in everything().items() if rows != before.get(table)]:
                wrong.append(f"{form.route}: changed {changed}")
            else:
                said = answer.content.decode()
                lost = [box for box in form.written if sent.get(box) == "Nogle ord" and "Nogle ord" not in said]
                wrong += [f"{form.route}: lost {lost}"] if lost else []
            transaction.set_rollback(True)
    assert len(tried) >= 14, tried
    assert not wrong, "\n".join(wrong)


def test_no_form_stores_a_cpr_number(all_forms: list[Found]) -> None:
    """For each text field: the form is refused and its input is kept."""
    wrong, tried = [], 0
    for form in all_forms:
        client, words = signed_in(form.person), form.with_words()
        for box in form.written:
            tried += 1
            with transaction.atomic():
                answer = client.post(form.address, words | {box: NUMBER})
                if answer.status_code in (301, 302) or NUMBER not in answer.content.decode():
                    wrong.append(f"{form.route}: {box}: {answer.status_code}")
                transaction.set_rollback(True)
        with transaction.atomic():
            client.post(form.address, words | dict.fromkeys(form.written, NUMBER))
            kept = [table for table, rows in everything().items() if any(NUMBER in row for row in rows)]
            wrong += [f"{form.route}: kept in {kept}"] if kept else []
            transaction.set_rollback(True)
    assert tried >= 40, tried
    assert not wrong, "\n".join(wrong)


def stale(version: str) -> str:
    return str(int(version) - 1) if version.lstrip("-").isdigit() else "0" * len(version)


def problems(answer: HttpResponse) -> str:
    page = BeautifulSoup(answer.content, "html.parser")
    found = [box.get_text(" ", strip=True) for box in page.select(".lr-errors, .lr-alert, h1")]
    return re.sub(r"\s+", " ", " | ".join(found))[:300]


def test_a_deleted_object_gives_409_to_users_with_its_form_and_404_to_others(stage: Stage, forms: list[Found]) -> None:
    """404 for strangers; a user who was shown the form gets the own text back (409)."""
    form = next(form for form in forms if form.route == "evidence_edit")
    sent = form.with_words() | {"text": "Mine egne ord"}
    stage.own.draft.delete()
    mine, stranger = signed_in(form.person), Client()
    stranger.force_login(stage.foreign.people[Role.AGREEMENT_HOLDER])
    assert timezone.now() and mine.post(form.address, sent).status_code == 409
    assert "Mine egne ord" in mine.post(form.address, sent).content.decode()
    assert stranger.post(form.address, sent).status_code == 404
    assert mine.get(form.address).status_code == 404
