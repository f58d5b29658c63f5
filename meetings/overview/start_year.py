"""Start a year: create a meeting from the published template for each active unit, and mail its leaders."""

import logging
import time
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from wagtail.models import Revision

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, Refusal
from meetings.cycle.models import Cycle
from meetings.meeting.create_meeting import MeetingExists, create_meeting
from meetings.meeting.pages import MeetingPage
from meetings.overview.notifications import notify_year_started
from meetings.overview.progress import missing_units
from meetings.template.pages import TemplatePage
from meetings.units import access
from meetings.units.pages import UnitPage

log = logging.getLogger("laeringsrum.overview")


class NotPublished(Refusal):
    """The template is a draft."""


@dataclass
class Batch:
    """The result of one call. `refused` holds units that could not get a meeting, with the reason."""

    created: int = 0
    left: int = 0
    refused: list[tuple[UnitPage, str]] = field(default_factory=list)


def start_year(*, template: TemplatePage, by: User, today: date, seconds: float | None = None) -> Batch:
    """Create one Cycle, and one meeting for each active unit that has none; existing meetings stay as they are. A head
    of area starts the year for the units of the own area; whoever starts it later adds only what is missing.

    Each meeting is a transaction of its own, so an interrupted call can be repeated. With `seconds` the call ends after
    about that time, and `left` is the number of remaining units. Two simultaneous calls never create two meetings for a
    unit. Raises NotAllowed, NotPublished.
    """
    if not access.of(by).has(Right.START_YEAR):
        raise NotAllowed(_("You cannot start a year."))
    revision = _published(template)
    cycle = _cycle(template, revision, by)
    batch = Batch()
    ends_at = None if seconds is None else time.monotonic() + seconds
    units = list(missing_units(cycle, by, today))
    for number, unit in enumerate(units, start=1):
        _give_meeting(batch, unit, cycle, revision, by, today)
        if ends_at is not None and time.monotonic() >= ends_at:
            batch.left = len(units) - number
            break
    return batch


def _published(template: TemplatePage) -> Revision:
    if not template.live or template.live_revision is None:
        raise NotPublished(_("The template is a draft. Publish it before the year is started."))
    return template.live_revision


def _cycle(template: TemplatePage, revision: Revision, by: User) -> Cycle:
    with transaction.atomic():
        cycle, is_new = Cycle.objects.get_or_create(
            school_year=template.school_year, defaults={"template": template, "started_by": by}
        )
        if is_new:
            audit.record("year.started", cycle, by=by, template_revision=revision.pk)
    return cycle


def _give_meeting(batch: Batch, unit: UnitPage, cycle: Cycle, revision: Revision, by: User, today: date) -> None:
    try:
        with transaction.atomic():
            meeting = create_meeting(unit=unit, cycle=cycle, template_revision=revision, by=by)
            notify_year_started(meeting, by, today)
        batch.created += 1
    except MeetingExists:
        pass  # somebody else started the year at the same moment
    except (IntegrityError, ValidationError) as error:
        # Unique constraints: one meeting per unit and year, one page per URL. Usually a simultaneous start was first.
        if not MeetingPage.objects.filter(unit=unit, cycle=cycle).exists():
            log.error("No meeting for unit %s in %s: %s", unit.pk, cycle.school_year, type(error).__name__)
            batch.refused.append((unit, _("The address of the meeting is taken by another page.")))
    except Refusal as refusal:
        batch.refused.append((unit, refusal.message))
