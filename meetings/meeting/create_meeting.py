"""Create a unit's meeting of a year from a version of the template."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Revision

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, Refusal
from foundation.translation.in_danish import in_danish
from meetings.cycle.models import Cycle
from meetings.meeting.item import create_missing_items
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participant import PreparationStep
from meetings.meeting.signals import agenda_followed_template
from meetings.template.enums import StepKind
from meetings.template.pages import TemplatePage
from meetings.units import access
from meetings.units.enums import UnitKind
from meetings.units.pages import UnitPage


class MeetingExists(Refusal):
    """The unit has a meeting in that year already."""


class WrongTemplate(Refusal):
    """The version is of another template than the year's."""


def create_meeting(*, unit: UnitPage, cycle: Cycle, template_revision: Revision, by: User) -> MeetingPage:
    """Create the planned meeting of `unit` in `cycle` under the unit's page, with the version's agenda and preparation.

    Participants are not added: they are suggested when the meeting is convened. Schools' meetings cover the yearly
    school development talk (folkeskoleloven § 40 a). Raises NotAllowed, MeetingExists, WrongTemplate.
    """
    if not access.of(by).may(Right.START_YEAR, unit):
        raise NotAllowed(_("You cannot start the year for this unit."))
    if str(template_revision.object_id) != str(cycle.template_id):
        raise WrongTemplate(_("This version is not of the template that the year was started from."))
    template: TemplatePage = template_revision.as_object()
    with transaction.atomic():
        parent = UnitPage.objects.select_for_update().get(pk=unit.pk)  # its count of children must be current
        if MeetingPage.objects.filter(unit=parent, cycle=cycle).exists():
            raise MeetingExists(
                _("%(unit)s already has a meeting in %(year)s.") % {"unit": parent.title, "year": cycle.school_year}
            )
        meeting = MeetingPage(
            title=_title(cycle.school_year),
            slug=str(cycle.first_year),
            unit=parent,
            cycle=cycle,
            template_revision=template_revision,
            total_minutes=template.total_minutes,
            agenda=template.agenda,
            covers_school_development_talk=parent.kind == UnitKind.SCHOOL,
            owner=by,
        )
        parent.add_child(instance=meeting)
        meeting.save_revision(user=by, changed=False, clean=False)
        create_missing_items(meeting)
        PreparationStep.objects.bulk_create(preparation_from(template, meeting))
        audit.record("meeting.created", meeting, by=by, unit_id=parent.pk, template_revision=template_revision.pk)
        agenda_followed_template.send(MeetingPage, meeting=meeting)
    return meeting


@in_danish()
def _title(year: str) -> str:
    return _("Dialogue meeting %(year)s") % {"year": year}


def preparation_from(template: TemplatePage, meeting: MeetingPage) -> list[PreparationStep]:
    """Return an unsaved PreparationStep for each preparation step of the template, in its order."""
    steps = [block for block in template.preparation if block.block_type == "step"]
    return [
        PreparationStep(
            meeting=meeting,
            block_id=block.id,
            position=position,
            kind=block.value["kind"] or StepKind.OTHER,
            title=block.value["title"],
            duration=block.value["duration"] or "",
            weeks_before=block.value.get("weeks_before"),
            text=block.value["text"] or "",
        )
        for position, block in enumerate(steps)
    ]
