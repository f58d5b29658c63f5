"""What our pages change in Wagtail's (docs/upgrading-wagtail.md)."""

import pytest
from wagtail.models import Page, Revision, WorkflowPage

from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage
from tests import factories

pytestmark = pytest.mark.django_db


def test_restoring_a_revision_keeps_what_only_actions_change() -> None:
    meeting = factories.meeting(state=MeetingState.PLANNED)
    revision = meeting.save_revision()
    MeetingPage.objects.filter(pk=meeting.pk).update(state=MeetingState.HELD, title="Et nyt navn")

    restored = Revision.objects.get(pk=revision.pk).as_object()
    assert restored.state == MeetingState.HELD
    assert restored.title == meeting.title, "the rest is restored"


def test_a_page_takes_no_workflow_over_from_the_root() -> None:
    assert WorkflowPage.objects.filter(page=Page.get_first_root_node()).exists(), "an empty Wagtail comes with one"
    meeting = factories.meeting()
    assert meeting.get_workflow() is None and not meeting.has_workflow
