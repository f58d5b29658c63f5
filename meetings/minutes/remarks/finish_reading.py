"""Say that one has no remarks, or no more."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from foundation import audit
from meetings.minutes.remarks.models import RemarkRound, RoundReader
from meetings.minutes.remarks.notifications import notify_over
from meetings.minutes.remarks.rounds import lock_round


def finish_reading(*, reader: RoundReader, today: date) -> RoundReader:
    """Note it. The round ends when all its readers have said so. Raises RoundIsOver."""
    with transaction.atomic():
        reader = lock_round(reader, today, must_run=True)
        if reader.done_at is not None:
            return reader
        reader.done_at = timezone.now()
        reader.save(update_fields=["done_at"])
        remark_round = reader.round
        audit.record(
            "minutes.reader_done", remark_round, by=reader.participant.user, unit_id=remark_round.minutes.unit_id,
            participant=reader.participant_id,
        )  # fmt: skip
        if not remark_round.readers.filter(done_at=None).exists():
            RemarkRound.objects.filter(pk=remark_round.pk).update(ended_at=reader.done_at)
            notify_over(remark_round, today)
    return reader
