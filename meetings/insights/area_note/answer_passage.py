"""Say whether the unit's words may stand in a note."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, Refusal
from foundation.forms.optimistic_lock import bump_version
from meetings.insights.area_note.enums import Clearance
from meetings.insights.area_note.pages import QuotedPassage
from meetings.units import access


class NotAsked(Refusal):
    """The unit is not asked about these words any more."""


def answer_passage(*, passage: QuotedPassage, may_stand: bool, expected_version: int | None, by: User) -> QuotedPassage:
    """Store yes or no, also after another answer: a yes that is taken back takes the words out of the note at once.

    Raises NotAllowed, NotAsked, ChangedMeanwhile.
    """
    if not access.of(by).may(Right.CLEAR_PASSAGE, passage.unit):
        raise NotAllowed(_("The agreement holder decides whether the unit's words are shown."))
    with transaction.atomic():
        rows = QuotedPassage.objects.filter(pk=passage.pk).select_related("unit", "note")
        if not rows.exclude(clearing=Clearance.NOT_ASKED).exists():
            raise NotAsked(_("The note was taken back. You are asked again when it is decided on."))
        answer = Clearance.YES if may_stand else Clearance.NO
        current: QuotedPassage = bump_version(
            rows, expected_version, clearing=answer, answered_at=timezone.now(), answered_by=by
        )  # fmt: skip
        audit.record("area_note.answered", current, by=by, unit_id=current.unit_id, answer=answer.value)
    return current
