"""The values of one line of a data plan."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation.errors import Refusal, Refusals
from meetings.data_plan.models import DataPlanLine
from meetings.meeting.pages import MeetingPage
from meetings.units.right_holders import right_holders
from snippets.models import DataType


class NoSuchGatherer(Refusal):
    """The person is not one who gathers for the unit."""


class NothingNamed(Refusal):
    """A line must say which data."""


@dataclass(frozen=True)
class LineValues:
    """Which data, about what, from whose perspective, in what form, who gathers them, by when. `what` is ignored for
    required data. Either `gatherer` or `gatherer_name` is set, or neither."""

    what: str = ""
    data_type: DataType | None = None
    about: str = ""
    perspective: str = ""
    kind: str = ""
    gatherer: User | None = None
    gatherer_name: str = ""
    due_on: date | None = None
    note: str = ""


def apply_line_values(line: DataPlanLine, agreed: LineValues, *, meeting: MeetingPage, today: date) -> None:
    """Set the values on the row, unsaved. Raises NothingNamed, NoSuchGatherer (the present gatherer may stay)."""
    what = agreed.what.strip() or (agreed.data_type.name if agreed.data_type else "")
    wrong = Refusals()
    if not line.is_required:
        if not what:
            wrong.add(NothingNamed(_("Write which data it is."), field="what"))
        line.what, line.data_type = what, agreed.data_type
    gatherer = agreed.gatherer
    if (
        gatherer is not None
        and gatherer.pk != line.gatherer_id
        and not possible_gatherers(meeting, today).contains(gatherer)
    ):
        names = {"name": gatherer.name, "unit": meeting.unit.title}
        wrong.add(NoSuchGatherer(_("%(name)s does not gather data in %(unit)s.") % names, field="gatherer"))
    wrong.raise_any()
    line.about, line.note = agreed.about.strip(), agreed.note.strip()
    line.perspective, line.kind, line.due_on = agreed.perspective, agreed.kind, agreed.due_on
    line.gatherer, line.gatherer_name = gatherer, "" if gatherer else agreed.gatherer_name.strip()


def possible_gatherers(meeting: MeetingPage, today: date) -> QuerySet[User]:
    """Return the unit's own people who may gather."""
    return right_holders(Right.ADD_EVIDENCE, meeting.unit, today, in_the_unit_only=True)
