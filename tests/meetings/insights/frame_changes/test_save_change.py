"""Editors decide about proposals for the next template."""

import pytest
from django.db import IntegrityError

from accounts.roles import Role
from foundation.audit import AuditEvent
from foundation.errors import NotAllowed, TextMissing
from foundation.forms.optimistic_lock import ChangedMeanwhile
from meetings.insights.frame_changes.enums import ChangeState
from meetings.insights.frame_changes.models import FrameChange
from meetings.insights.frame_changes.quotes import quotes_of
from meetings.insights.frame_changes.save_change import (
    ExplanationMissing,
    QuoteIsUsed,
    UnknownItem,
    WaitsForApproval,
    WrittenChange,
    save_change,
)
from meetings.template.copy_template import copy_template
from meetings.template.pages import TemplatePage
from meetings.units import access
from tests import factories
from tests.meetings.insights.frame_changes.scene import OWN, approved, next_template
from tests.meetings.moderation.workflows import switch_on_four_eyes

pytestmark = pytest.mark.django_db
EVERYBODY_ELSE = [role for role in Role if role is not Role.CENTRAL_EDITOR]


@pytest.fixture
def frame():
    return next_template()


def write(frame, text="Mere tid", state=ChangeState.PROPOSED, answer="", **more):
    by = more.pop("by", frame.editor)
    written = WrittenChange(text, more.pop("item", ""), state, answer)
    return save_change(template=frame.template, written=written, by=by, **more)


def test_a_proposal_is_taken_with_what_was_changed(frame):
    change = write(frame, item=frame.item(OWN))
    assert (change.state, change.item_title, change.decided_by) == ("proposed", OWN, None)
    taken = write(
        frame, state=ChangeState.TAKEN, answer="20 minutter mere", change=change, expected_version=change.version
    )
    assert (taken.state, taken.answer, taken.decided_by, taken.version) == (
        "taken",
        "20 minutter mere",
        frame.editor,
        2,
    )
    event = AuditEvent.objects.filter(action="frame_change.written").latest("pk")
    assert event.data == {"template": frame.template.pk, "state": "taken"}


@pytest.mark.parametrize("state", [ChangeState.TAKEN, ChangeState.PUT_OFF, ChangeState.DECLINED])
def test_a_decision_needs_an_answer(frame, state):
    with pytest.raises(ExplanationMissing):
        write(frame, state=state, answer=" ")
    with pytest.raises(IntegrityError):
        FrameChange.objects.create(template=frame.template, text="x", state=state, created_by=frame.editor)


def test_everything_wrong_is_named_at_once(frame):
    with pytest.raises(TextMissing) as refused:
        write(frame, text=" ", state=ChangeState.DECLINED, item="findes ikke")
    assert {type(one) for one in refused.value.every} == {TextMissing, ExplanationMissing, UnknownItem}


def test_of_two_editors_of_a_change_the_second_is_told(frame):
    change = write(frame)
    write(frame, text="Den første", change=change, expected_version=1)
    with pytest.raises(ChangedMeanwhile):
        write(frame, text="Den anden", change=change, expected_version=1)
    assert FrameChange.objects.get().text == "Den første"


def test_a_quote_becomes_one_change(frame):
    approved(adjust_frame="Mødet var for langt")
    (quote,) = quotes_of(frame.cycle)
    assert write(frame, quote=quote).quote == "Mødet var for langt"
    with pytest.raises(QuoteIsUsed):
        write(frame, quote=quote)


def test_nothing_changes_while_the_template_waits_for_another_editor(frame):
    switch_on_four_eyes()
    page = TemplatePage.objects.get(pk=frame.template.pk)
    page.get_workflow().start(page, frame.editor)
    with pytest.raises(WaitsForApproval):
        write(frame)


@pytest.mark.parametrize("role", EVERYBODY_ELSE)
def test_nobody_else_decides_or_sees(frame, role):
    other = factories.user(role=role)
    with pytest.raises(NotAllowed):
        write(frame, by=other)
    change = write(frame)
    assert not access.may_see(other, change) and access.may_see(frame.editor, change)


def test_open_changes_come_along_to_the_next_template_once(frame):
    for state in ChangeState:
        write(frame, text=state.value, state=state, answer="" if state == ChangeState.PROPOSED else "Derfor")
    frame.template.save_revision().publish()
    template = TemplatePage.objects.get(pk=frame.template.pk)
    copy = copy_template(source=template, school_year="2028/2029", by=frame.editor)
    carried = FrameChange.objects.filter(template=copy)
    assert [(row.text, row.state, row.answer) for row in carried] == [
        ("proposed", "proposed", ""),
        ("put_off", "proposed", ""),
    ]
    with pytest.raises(IntegrityError):
        FrameChange.objects.create(
            template=copy, text="igen", created_by=frame.editor, carried_from=carried[0].carried_from
        )
