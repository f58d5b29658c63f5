"""Remark on an agenda item of the draft, or on the minutes as a whole."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from foundation import audit
from foundation.errors import Refusal, TextMissing
from meetings.meeting.item import MeetingItem, item_of
from meetings.minutes.remarks.models import Remark, RoundReader
from meetings.minutes.remarks.notifications import notify_given
from meetings.minutes.remarks.rounds import lock_round


class NoSuchItem(Refusal):
    """The item is not on the agenda."""


def give_remark(*, reader: RoundReader, block_id: str, text: str, today: date) -> Remark:
    """Keep the remark of `reader` on the item with this block id; an empty one stands for the minutes as a whole.

    The same words sent twice, as a link has no one-time key, are one remark. Raises TextMissing, NoSuchItem,
    RoundIsOver.
    """
    text = text.strip()
    if not text:
        raise TextMissing(_("Write your remark."), field="text")
    with transaction.atomic():
        reader = lock_round(reader, today, must_run=True)
        minutes = reader.round.minutes
        item: MeetingItem | None = item_of(minutes.meeting, block_id) if block_id else None
        if block_id and item is None:
            raise NoSuchItem(_("The item is no longer on the agenda. Reload the page."))
        twice = Remark.objects.filter(round=reader.round, participant=reader.participant, item=item, text=text).first()
        if twice is not None:
            return twice
        remark = Remark.objects.create(round=reader.round, participant=reader.participant, item=item, text=text)
        RoundReader.objects.filter(pk=reader.pk).update(done_at=None)
        audit.record(
            "minutes.remark_given", remark, by=reader.participant.user, unit_id=minutes.unit_id,
            participant=reader.participant_id,
        )  # fmt: skip
        notify_given(remark, today)
    return remark
