"""A municipality filled with copies is one that the product itself could have written."""

from datetime import date
from io import StringIO
from unittest import mock

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.models import Count, UUIDField
from django.urls import reverse
from wagtail.models import Page, Revision

from accounts.user import User
from home.demo import people as demo_people
from home.demo.load import name_municipality, past_meeting
from home.demo.municipality import PEOPLE, UNITS, address
from home.demo.templates_and_years import make_registers, make_year
from meetings.agreements.models import Agreement
from meetings.evidence.models import Evidence
from meetings.meeting.pages import MeetingPage
from meetings.minutes.approval.verify_record import verify_record
from meetings.minutes.record import ApprovalRecord
from meetings.search.indexed_texts import build_indexed_texts
from meetings.search.models import INDEXED_MODELS, SearchEntry
from meetings.units.pages import UnitPage
from tests.bench.large import seed
from tests.bench.large.fill import act_out, copy
from tests.bench.large.rows import NOT_COPIED
from tests.prepared import transaction_of_a_module

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
ORIGINALS = ("markskolen",)
UNITS_IN_ALL, YEARS, PEOPLE_OF_UNIT = 3, 5, 6


@pytest.fixture(scope="module", autouse=True)
def large(django_db_setup, django_db_blocker):
    """One unit of the demo with one year, to which two older ones are added; copied to three units and five years."""
    units = [unit for unit in UNITS if unit.slug in ORIGINALS]
    people = [one for one in PEOPLE if one.place in {"", "skoler", "dagtilbud", *ORIGINALS}]
    few = mock.patch.multiple(demo_people, UNITS=units, PEOPLE=people), mock.patch.object(seed, "TEXTS", 2)
    with django_db_blocker.unblock(), transaction_of_a_module(), few[0], few[1]:
        name_municipality()
        pages = demo_people.make_units()
        users = demo_people.make_people(pages, since=date(2023, 8, 1), today=TODAY)
        initiatives, year = make_registers(), make_year(0, 2026, users["redaktor"])
        for number, unit in enumerate(pages.values()):
            past_meeting(unit, year, seed.cast_of(unit), number, initiatives)
        cycles = act_out(years=YEARS, people=PEOPLE_OF_UNIT, today=TODAY)
        copy(units=UNITS_IN_ALL, years=YEARS, cycles=cycles)
        yield


def test_what_is_copied_has_numbers_as_keys():
    assert {model for model in apps.get_models() if isinstance(model._meta.pk, UUIDField)} <= NOT_COPIED


def test_every_unit_has_its_people_and_every_year_the_same_work():
    units = UnitPage.objects.annotate(people=Count("memberships__user", distinct=True))
    assert [unit.people for unit in units] == [PEOPLE_OF_UNIT] * UNITS_IN_ALL
    older = MeetingPage.objects.exclude(cycle__school_year="2026/2027").annotate(
        texts=Count("evidence", distinct=True), agreed=Count("minutes_page__agreement_rows", distinct=True)
    )
    assert [(one.texts, one.agreed) for one in older] == [(2, seed.AGREEMENTS)] * UNITS_IN_ALL * (YEARS - 1)
    years = MeetingPage.objects.order_by("cycle__school_year").values_list("cycle__school_year", flat=True).distinct()
    assert list(years) == [f"{year}/{year + 1}" for year in range(2022, 2027)]


def test_the_tree_is_sound():
    said = StringIO()
    call_command("fixtree", "--noinput", stdout=said)
    assert said.getvalue().count("No problems found") == 2
    for page in Page.objects.filter(depth__gt=2):
        assert page.url_path == f"{page.get_parent().url_path}{page.slug}/"


def test_approvals_hold():
    records = list(ApprovalRecord.objects.select_related("minutes__meeting"))
    assert len(records) == UNITS_IN_ALL * YEARS
    assert all(verify_record(record).holds for record in records)
    assert len({record.content_hash for record in records}) == len(records)
    for record in records:
        assert (record.text.meeting.unit, record.text.meeting.school_year) == (
            record.minutes.unit.title, record.minutes.meeting.school_year,
        )  # fmt: skip
        attended = set(record.minutes.meeting.participants.values_list("pk", flat=True))
        assert {one.id for one in record.text.attendance} == attended
        assert {row.id for row in record.text.agreements} == {
            str(row.block_id) for row in Agreement.objects.filter(minutes=record.minutes)
        }


def test_the_search_holds_what_the_product_would_write():
    for name, model in INDEXED_MODELS.items():
        for thing in model._default_manager.all():
            written = SearchEntry.objects.filter(**{name: thing}, is_current=True)
            assert {(one.part, one.title, one.text, one.unit_id, one.school_year) for one in written} == {
                (one.part, one.title, one.text, one.facts["unit_id"], one.facts.get("school_year", ""))
                for one in build_indexed_texts(thing)
            }
    assert SearchEntry.objects.filter(index_entries=None).count() == 0


def test_revisions_say_what_the_rows_say():
    for revision in Revision.objects.all():
        thing, content = revision.content_object, revision.content
        assert content["pk"] == thing.pk
        for name in {"path", "url_path", "unit", "cycle", "meeting", "item", "owner", "template_revision"} & {*content}:
            assert content[name] == getattr(thing, thing._meta.get_field(name).attname), (revision, name)


def test_nothing_points_at_what_is_not_there():
    connection.check_constraints()
    copied = Evidence.objects.exclude(unit__slug__in=ORIGINALS)
    assert copied and not [piece for piece in copied if piece.owner.memberships.get().unit_id != piece.unit_id]


def test_main_pages_are_served(client):
    unit = UnitPage.objects.exclude(slug__in=ORIGINALS).select_related("area")[0]
    client.force_login(User.objects.get(email=address(f"leder-{unit.slug}")))
    meeting = MeetingPage.objects.filter(unit=unit).earliest("cycle__school_year")
    evidence = Evidence.objects.filter(meeting=meeting)[0]
    pages = ["/", unit.url, meeting.url, f"{meeting.url}referat/", evidence.get_url(), "/lederforum/", "/skabeloner/"]
    pages += [reverse("unit_agreements", args=[unit.area.slug, unit.slug]), "/soeg/?q=makkere"]
    for page in pages:
        assert client.get(page).status_code == 200, page
    assert unit.title in client.get(f"{meeting.url}referat/").content.decode()
    client.force_login(User.objects.get(email=address("konsulent")))
    assert client.get(reverse("year_overview")).content.decode().count(unit.title)
