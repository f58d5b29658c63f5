"""Access rules of notes for an area, and of the passages they quote."""

from django.db.models import Q

from accounts.roles import Right
from meetings.forum.visible_examples import shown_to_leaders
from meetings.insights.area_note.enums import DECIDED_STATES, Clearance, NoteState
from meetings.support_requests.enums import SupportRequestState
from meetings.units import access
from meetings.units.access import Access


@access.rule("meetings.AreaNotePage")
def note(access: Access) -> Q:
    """Those who write notes for the area; editors once it is decided, as input to the template; leaders once it is
    published."""
    found = Q(area__in=access.area_ids(Right.WRITE_AREA_NOTE))
    if access.has(Right.EDIT_TEMPLATES):
        found |= Q(state__in=DECIDED_STATES)
    if access.has(Right.SEE_FORUM):
        found |= Q(state=NoteState.PUBLISHED)
    return found


@access.rule("meetings.QuotedPassage")
def passage(access: Access) -> Q:
    """Its unit's agreement holder, once asked. Others only while the unit has not said no: who writes the note, and
    when the unit has said yes everybody who reads the note.

    Nobody once the place is gone from which the words are: an example that is not shown, a wish that was taken back.
    """
    readers = Q(note__area__in=access.area_ids(Right.WRITE_AREA_NOTE)) & ~Q(clearing=Clearance.NO)
    if access.has(Right.EDIT_TEMPLATES):
        readers |= Q(clearing=Clearance.YES, note__state__in=DECIDED_STATES)
    if access.has(Right.SEE_FORUM):
        readers |= Q(clearing=Clearance.YES, note__state=NoteState.PUBLISHED)
    asked = access.units_q(Right.CLEAR_PASSAGE, "unit") & Q(note__state__in=DECIDED_STATES)
    return (readers | asked & ~Q(clearing=Clearance.NOT_ASKED)) & stands()


def stands() -> Q:
    """The passages whose source is still shown."""
    is_shown = Q(example=None) | shown_to_leaders("example")
    return is_shown & ~Q(wish__state=SupportRequestState.WITHDRAWN)
