"""A meeting whose template asks for statements: on strategic initiatives and on the unit's own."""

from django.urls import reverse

from meetings.initiatives.reading import statement_of
from meetings.initiatives.save_statement import WrittenStatement, save_statement
from meetings.meeting.agenda import agenda_of
from meetings.meeting.enums import MeetingState
from meetings.meeting.item import MeetingItem
from meetings.meeting.pages import MeetingPage
from meetings.units.url_prefixes import meeting_url_kwargs
from tests import factories
from tests.prepared import prepared

FOCUS = {"topic": "Skoleprofilen", "applies_to": "school", "lead_in": ""}
STRATEGIC = factories.agenda_item("Fælles indsatser", 90, brings="strategic", focus=[FOCUS])
OWN = factories.agenda_item("Egne indsatser", 60, brings="own")
OTHER = factories.agenda_item("Aftaler", 30)


@prepared
def meeting(unit, **fields):
    template = factories.cycle().template
    template.agenda = [STRATEGIC, OWN, OTHER]
    template.save_revision().publish()
    return factories.meeting(unit=unit, **{"state": MeetingState.PREPARING, **fields})


def fresh(meeting):
    return MeetingPage.objects.select_related("unit__area", "cycle").get(pk=meeting.pk)


def row_of(meeting, block=STRATEGIC):
    return MeetingItem.objects.select_related("meeting__unit").get(meeting=meeting, block_id=block["id"])


def statement(meeting, block, key):
    item = next(one for one in agenda_of(fresh(meeting)) if one.id == block["id"])
    return statement_of(row_of(meeting, block), item, str(key))


def write(meeting, block, key, by, *, seen=0, **written):
    """Write on the initiative with this key; `written` are the fields of WrittenStatement."""
    written = {"texts": {}, **written}
    one = statement(meeting, block, key)
    return save_statement(
        item=row_of(meeting, block), statement=one, written=WrittenStatement(**written), expected_version=seen, by=by
    )


def write_url(meeting, block, key):
    where = {**meeting_url_kwargs(meeting), "pk": row_of(meeting, block).pk, "key": str(key)}
    return reverse("save_statement", kwargs=where)


def page_url(meeting):
    return reverse("statements", kwargs=meeting_url_kwargs(meeting))
