"""Everything about a person: what is theirs, and nothing of others."""

import json
from contextlib import suppress
from datetime import date
from html import unescape
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import TextField
from django.utils import timezone

from foundation import audit
from foundation.audit import AuditEvent
from foundation.municipality import Municipality
from home.access_exports.personal.all_models import undeclared_columns, unknown_columns
from home.access_exports.personal.registry import DISCLOSED, DataSubject
from home.access_exports.request_export import NothingStored, request_person
from home.data_protection.processor import Processor
from home.data_protection.record import purposes, recipients
from media.enums import LegalBasis
from media.media_item import MediaItem
from meetings.evidence.models import Evidence
from meetings.evidence.retention.delete_expired_evidence import delete_expired_evidence
from meetings.evidence.sharing.documents_holding import documents_holding
from meetings.figures.models import Dataset
from meetings.meeting.participant import Participant
from tests import factories
from tests.home.access_exports.extracts import (
    OF_NOBODY,
    PEOPLE,
    ask,
    everything_in,
    officer,
    signed_in,
    table,
    unpacked,
)
from tests.meetings.exports.scene import PERSON
from tests.meetings.forum.pictures import image
from tests.meetings.minutes.scene import Scene
from tests.meetings.questionnaires import scene as questionnaires

pytestmark = pytest.mark.django_db


def test_the_registry_speaks_of_every_column_by_which_a_person_can_be_found() -> None:
    assert undeclared_columns() == [], "Disclose it in home/access_exports/personal, or say why in not_disclosed.py."
    assert unknown_columns() == []


def test_a_person_gets_all_that_is_theirs_and_nothing_of_others(scene: Scene) -> None:
    mine = factories.evidence(meeting=scene.meeting, owner=scene.leader, title="Mine ord", shared=True)
    other = factories.evidence(meeting=scene.meeting, owner=scene.staff, title="Mias ord", shared=True)
    Evidence.objects.filter(pk__in=[mine.pk, other.pk]).update(**OF_NOBODY)
    audit.record("role.granted", scene.leader, by=scene.chef)
    scene.leader.set_password("en-lang-hemmelighed")
    scene.leader.save()
    by = officer()
    files = unpacked(ask(PEOPLE, by, email=scene.leader.email.upper()), by)
    words = everything_in(files)
    assert table(files, "konto")[0]["mailadresse"] == scene.leader.email
    assert any(one["rolle"] == "Aftaleholder" and one["enhed"] == "Skovskolen" for one in table(files, "roller"))
    assert "Mine ord" in words and "Mias ord" not in words
    assert {one["moede"] for one in table(files, "deltager")} == {"Skovskolen 2026/2027"}
    done = AuditEvent.objects.filter(actor=scene.leader).count()
    assert len(table(files, "handlinger")) == done > 0 and len(table(files, "handlinger-om-kontoen")) == 1
    for person in (scene.staff, scene.board, scene.chef, scene.team, scene.consultant):
        assert person.name not in words and person.email not in words, person
    assert scene.leader.password not in words and "pbkdf2" not in words
    description = json.loads(files["datapackage.json"])
    for resource in description["resources"]:
        rows = table(files, resource["name"])
        assert resource["rowCount"] == len(rows)
        assert not rows or [column["name"] for column in resource["schema"]["fields"]] == list(rows[0])
    assert "<script" not in files["oplysninger.html"].decode() and "http" not in files["data/konto.csv"].decode()


def test_texts_in_which_others_can_be_recognised_are_left_out_until_they_were_assessed(scene: Scene) -> None:
    factories.evidence(meeting=scene.meeting, owner=scene.leader, title="Om lille Bo", shared=True)
    by = officer()
    assert "Om lille Bo" not in everything_in(unpacked(ask(PEOPLE, by, email=scene.leader.email), by))
    chosen = unpacked(ask(PEOPLE, by, email=scene.leader.email, with_people="on"), by)
    assert "Om lille Bo" in everything_in(chosen)


@pytest.mark.parametrize(
    "hidden", [{"withdrawn_at": timezone.now(), "withdrawn_kind": "objection"}, {"delete_after": date(2026, 1, 1)}]
)
def test_a_text_that_was_hidden_since_is_handed_out_no_more_and_its_objection_names_the_extract(
    hidden: dict[str, object], scene: Scene
) -> None:
    mine = factories.evidence(meeting=scene.meeting, owner=scene.leader, shared=True, **OF_NOBODY)
    kept_back = factories.evidence(meeting=scene.meeting, owner=scene.leader, shared=True)
    by = officer()
    export = ask(PEOPLE, by, email=scene.leader.email)
    assert unpacked(export, by)
    (found,) = documents_holding(evidence_id=mine.pk, key=None)
    assert found.reference and "Databeskyttelsesrådgiver" in found.to
    assert not documents_holding(evidence_id=kept_back.pk, key=None)
    Evidence.objects.filter(pk=mine.pk).update(**hidden)
    assert signed_in(by).get(f"/dokumenter/{export.key}/").status_code == 404
    delete_expired_evidence(today=timezone.localdate())
    assert signed_in(by).get(f"/dokumenter/{export.key}/").status_code == 404


@pytest.mark.parametrize("hidden", [{"withdrawn_at": timezone.now()}, {"delete_after": date(2026, 1, 1)}, {}])
def test_figures_and_files_keep_no_words_of_a_contribution_whose_content_is_left_out(
    hidden: dict[str, object], scene: Scene
) -> None:
    piece = factories.figures(
        meeting=scene.meeting, shared=True, title="Idas fravær", owner=scene.leader, purpose="Om Idas fravær",
        **(OF_NOBODY if hidden else {}),
    )  # fmt: skip
    Dataset.objects.filter(evidence=piece).update(source="Idas mor")
    image(piece, scene.leader, purpose="Idas fravær", withdrawn_at=timezone.now(), withdrawn_kind="objection")
    Evidence.objects.filter(pk=piece.pk).update(**hidden)
    by = officer()
    files = unpacked(ask(PEOPLE, by, email=scene.leader.email), by)
    assert "Ida" not in everything_in(files)
    assert not documents_holding(evidence_id=piece.pk, key=None)
    assert len(table(files, "tal")) == Dataset.objects.filter(created_by=scene.leader).count()


def test_a_text_on_a_row_of_two_people_is_told_to_its_writer_alone() -> None:
    """Every table with more relations than one: which of its texts each of them is told."""
    found = set()
    for told in DISCLOSED:
        kind = apps.get_model(told.model)
        texts = [field.attname for field in kind._meta.concrete_fields if type(field) is TextField]
        ours = [name for name in told.by if "__" not in name and kind._meta.get_field(name).concrete]
        for name in ours if len(told.by) > 1 else ():
            row = kind(**dict.fromkeys(texts, "fremmede ord"))
            for one in told.by:
                if one in ours and not kind._meta.get_field(one).many_to_many:
                    setattr(row, f"{one}_id", 1 if one == name else 2)
            row.disclosed_to, row.with_people = 1, False
            for column in told.columns:
                with suppress(ObjectDoesNotExist):
                    if column.value(row) == "fremmede ord":
                        found.add((told.name, name, str(column.label)))
    assert found == {
        ("aendringer-af-rammen", "created_by", "forslag"),
        ("aendringer-af-rammen", "decided_by", "Svar"),
        ("indsendte-referater", "decided_by", "begrundelse"),
        ("kommentarer", "user", "Tekst"),
    }


def test_what_an_extract_about_somebody_else_was_for_is_not_told_to_whoever_made_it(scene: Scene) -> None:
    by = officer()
    ask(PEOPLE, by, email=scene.leader.email, purpose="Klage fra Idas mor", case_number="2026-77")
    files = unpacked(ask(PEOPLE, by, email=by.email, purpose="x", case_number=""), by)
    words = everything_in(files)
    assert "Idas mor" not in words and "2026-77" not in words
    assert len(table(files, "dokumenter")) == 2
    sent = signed_in(by).get(PEOPLE).content.decode()
    assert "Skriv ingen navne" in sent.partition('name="purpose"')[0].partition("<form")[2]


def test_an_address_that_is_somebody_elses_finds_nothing_of_theirs(scene: Scene) -> None:
    """Mia has had the address of the leader, and that of the school before the leader got it."""
    EmailAddress.objects.create(user=scene.staff, email=scene.leader.email.upper())
    EmailAddress.objects.create(user=scene.staff, email="skolen@example.dk")
    factories.participant(scene.meeting, name="Pia Far", email="skolen@example.dk", person=factories.user())
    by = officer()
    files = unpacked(ask(PEOPLE, by, email=scene.staff.email), by)
    assert scene.leader.name not in everything_in(files) and "Pia Far" not in everything_in(files)
    assert [one["navn"] for one in table(files, "deltager")] == [scene.staff.name]
    files = unpacked(ask(PEOPLE, by, email="Skolen@example.dk"), by)
    assert table(files, "konto")[0]["mailadresse"] == scene.staff.email


def test_answers_to_questionnaires_cost_no_statement_each(django_assert_num_queries: Any) -> None:
    asked = questionnaires.held(is_named=True)
    asked.answered([1, True, "Mere tid"], [2, False, "Mindre tid"])
    one = next(row for row in DISCLOSED if row.name == "spoergeskemaer")
    Participant.objects.update(user=None)
    answered = Participant.objects.filter(pk__in=asked.round.respondents.exclude(answer=None).values("participant"))
    person = DataSubject(None, frozenset(answered.values_list("email", flat=True)))
    with django_assert_num_queries(2):  # the rows, and the questions of all of them
        told = [one.columns[-1].value(row) for row in one.rows(person, with_people=False)]
    assert ["Mere tid" in told[0], "Mindre tid" in told[1]] == [True, True]


def test_a_person_without_an_account_is_found_by_the_address(scene: Scene) -> None:
    parent = factories.participant(scene.meeting, name="Pia Far", email="pia@example.dk")
    by = officer()
    files = unpacked(ask(PEOPLE, by, email="PIA@example.dk"), by)
    (row,) = table(files, "deltager")
    assert row["navn"] == parent.name and "data/konto.csv" not in files
    with pytest.raises(NothingStored, match=r"ukendt@example\.dk"):
        request_person(email="ukendt@example.dk", purpose="x", case_number="", with_people=False, by=by)


def test_purposes_recipients_and_deletion_times_are_those_of_the_record(scene: Scene) -> None:
    Municipality.objects.update(keep_image_days=123)
    Processor.objects.create(name="Driftshuset", country="Danmark", purpose="Drift af serveren")
    by = officer()
    words = unescape(unpacked(ask(PEOPLE, by, email=scene.leader.email), by)["laes-foerst.html"].decode())
    assert all(one.text in words for one in (*purposes(), *recipients().statements))
    assert "Driftshuset" in words and "Drift af serveren" in words and "123 dage" in words


def test_a_forum_basis_is_told_to_whoever_decided_it(scene: Scene) -> None:
    item = MediaItem.objects.get(alt_text=PERSON)
    MediaItem.objects.filter(pk=item.pk).update(
        forum_basis=LegalBasis.CONSENT, forum_basis_by=scene.chef, forum_basis_at=timezone.now()
    )
    by = officer()
    (row,) = table(unpacked(ask(PEOPLE, by, email=scene.chef.email), by), "filer-til-lederforum")
    assert row["nummer"] == str(item.key)
