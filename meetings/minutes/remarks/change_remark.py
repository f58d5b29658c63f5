"""Change one's own remark, keep it, or withdraw it."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from foundation import audit
from foundation.errors import Refusal, TextMissing
from foundation.forms.optimistic_lock import bump_version
from meetings.minutes.remarks.enums import AuthorChoice
from meetings.minutes.remarks.models import Remark, RoundReader
from meetings.minutes.remarks.rounds import lock_round, remarks_by


class RemarkAnswered(Refusal):
    """The words stay as they were answered."""


class NotTheAuthor(Refusal):
    """The remark of somebody else."""


def change_remark(
    *, remark: Remark, reader: RoundReader, today: date, expected_version: int | None, text: str | None = None,
    choice: AuthorChoice | None = None,
) -> Remark:  # fmt: skip
    """Store a new `text`, while the round runs and nobody has answered, or the `choice` of the author.

    `expected_version` is the version that the form showed. Raises NotTheAuthor, TextMissing, RemarkAnswered,
    RoundIsOver, ChangedMeanwhile.
    """
    if text is not None and not text.strip():
        raise TextMissing(_("Write your remark."), field="text")
    with transaction.atomic():
        reader = lock_round(reader, today, must_run=text is not None)
        row = remarks_by(reader).filter(pk=remark.pk)
        if not row.exists():
            raise NotTheAuthor(_("Only the author changes a remark."))
        if text is not None and row.get().answered_at is not None:
            raise RemarkAnswered(_("The remark is answered. Write a new one, or keep or withdraw this one."))
        values: dict[str, Any] = {"text": text.strip()} if text is not None else {"choice": choice or ""}
        changed = bump_version(row, expected_version, **values)
        audit.record(
            "minutes.remark_changed", changed, by=reader.participant.user, unit_id=reader.round.minutes.unit_id,
            participant=reader.participant_id, choice=changed.choice,
        )  # fmt: skip
    return changed
