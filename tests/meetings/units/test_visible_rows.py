"""A query compiled for everybody with the same kinds of roles answers as the access rule of each person does."""

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db.backends.base.operations import BaseDatabaseOperations

from accounts.roles import SCOPE, Role, Scope
from foundation.pages import BasePage
from meetings.evidence.models import Evidence
from meetings.evidence.reading import _pieces
from meetings.forum.enums import ExampleState
from meetings.units import access
from meetings.units.visible_rows import AREA, UNIT, USER, VisibleRows, visible_page
from tests import factories
from tests.meetings.minutes import scene

pytestmark = pytest.mark.django_db
TYPES = [model for model in apps.get_models() if issubclass(model, BasePage)]


def people(*units):
    """For each unit a person of each role there, in its area or everywhere; one with two roles; one with none."""
    for unit in units:
        for role in Role:
            where = {Scope.UNIT: {"unit": unit}, Scope.AREA: {"area": unit.area}}.get(SCOPE[role], {})
            yield factories.user(role=role, **where)
    both = factories.user(role=Role.STAFF_REPRESENTATIVE, unit=units[0])
    factories.membership(both, Role.AGREEMENT_HOLDER, unit=units[1])
    yield from (both, factories.user(), AnonymousUser())


def test_every_page_is_served_to_those_who_may_see_it():
    approved, draft = scene.approved(scene.agreed()), scene.begun(title="Engskolen")
    for state in (ExampleState.CLEARED, ExampleState.PROPOSED):
        factories.example(unit=draft.unit, state=state)
    pages = [(model, page.pk) for model in TYPES for page in model.objects.all()]
    seen, everybody = 0, list(people(approved.unit, draft.unit))
    for person in everybody:
        for model, pk in pages:
            may = access.visible_to(person, model).filter(pk=pk).exists()
            assert (visible_page(person, model, pk) is not None) == may, (person, model, pk)
            seen += may
    assert 0 < seen < len(pages) * len(everybody), "some see, some do not"


def test_evidence_of_a_meeting_is_read_by_those_who_may_see_it():
    here, there = scene.held(), scene.held(title="Engskolen")
    for one in (here, there):
        factories.evidence(meeting=one.meeting, shared=True)
        factories.evidence(meeting=one.meeting)
    for person in people(here.unit, there.unit):
        for one in (here, there):
            may = access.visible_to(person, Evidence).filter(meeting=one.meeting)
            assert {piece.pk for piece in _pieces(one.meeting, person)} == set(may.values_list("pk", flat=True))


def test_one_query_for_all_with_the_same_roles():
    built = []

    def build(user):
        built.append(user)
        return access.visible_to(user, scene.held().unit.__class__)

    query, units = VisibleRows(build), [scene.held().unit, scene.held(title="Engskolen").unit]
    for unit in units:
        assert query.objects(factories.user(role=Role.AGREEMENT_HOLDER, unit=unit)) == [unit]
    assert len(built) == 1
    query.objects(factories.user(role=Role.CONSULTANT, area=units[0].area))
    assert len(built) == 2


def test_the_placeholders_fit_a_column_of_32_bits_with_room_for_many_roles():
    """An exact lookup outside of a column's range compiles to an empty query on PostgreSQL."""
    lowest, _highest = BaseDatabaseOperations.integer_field_ranges["IntegerField"]
    assert all(lowest < start - 10**8 for start in (USER, UNIT, AREA))
    assert abs(USER - UNIT) > 10**8 < abs(UNIT - AREA)
