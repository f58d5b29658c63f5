"""Ask the units whether their words may stand in a note."""

from collections import Counter

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import Refusal
from meetings.insights.area_note.enums import DECIDED_STATES, Clearance
from meetings.insights.area_note.note_versions import bump_note_version, require_right
from meetings.insights.area_note.notifications import notify_asked
from meetings.insights.area_note.pages import AreaNotePage
from meetings.insights.area_note.visibility import stands


class NoUnitToAsk(Refusal):
    """Every unit was asked already, or none is quoted."""


def ask_units(*, note: AreaNotePage, expected_version: int, by: User) -> int:
    """Ask for each passage that was not asked about, and tell the agreement holders. Returns how many units.

    Raises NotAllowed, NoUnitToAsk, AlreadyDone, ChangedMeanwhile.
    """
    require_right(Right.WRITE_AREA_NOTE, note, by)
    with transaction.atomic():
        current = bump_note_version(note, expected_version=expected_version, states=DECIDED_STATES)
        new = current.passages.filter(stands(), clearing=Clearance.NOT_ASKED)
        rows = list(new.values_list("unit_id", "pk"))
        if not rows:
            raise NoUnitToAsk(_("All units that the note quotes are asked already."))
        pks = [pk for _unit, pk in rows]
        current.passages.filter(pk__in=pks).update(clearing=Clearance.ASKED, asked_at=timezone.now())
        for unit_id, count in Counter(unit for unit, _pk in rows).items():
            first = min(pk for unit, pk in rows if unit == unit_id)
            audit.record("area_note.asked", current, by=by, unit_id=unit_id, passages=count)
            notify_asked(first, unit_id, by)
    return len({unit for unit, _pk in rows})
