"""What happens to rounds by itself: a reminder, the end, and that remarks and links are deleted."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from foundation.municipality import Municipality
from meetings.meeting.current_meetings import start_of
from meetings.minutes.enums import MinutesState
from meetings.minutes.remarks.models import MinutesLink, Remark, RemarkRound, RoundReader
from meetings.minutes.remarks.notifications import notify_ends_soon, notify_over
from meetings.minutes.remarks.rounds import DRAFT_READABLE_AFTER_ROUND, is_open_to, silent_readers

#: The reminder that goes by itself, to those who have neither remarked nor said that they have no remarks.
DAYS_BEFORE = 2


@task(queue_name="nightly")
def follow_rounds(day: str) -> int:
    """Remind the readers of rounds that end soon, and tell the senders of those that have ended. `day` is an ISO date.

    Returns the number of rounds.
    """
    today = date.fromisoformat(day)
    running = RemarkRound.objects.filter(ended_at=None, minutes__state=MinutesState.DRAFT)
    running = running.select_related("started_by", "minutes__unit__area", "minutes__meeting__cycle")
    soon = list(running.filter(ends_on=today + timedelta(days=DAYS_BEFORE)))
    for remark_round in soon:
        with transaction.atomic():
            silent = [one.participant for one in silent_readers(remark_round) if is_open_to(one, today)]
            notify_ends_soon(remark_round, silent)
    ended = list(running.filter(ends_on__lt=today))
    for remark_round in ended:
        with transaction.atomic():
            if RemarkRound.objects.filter(pk=remark_round.pk, ended_at=None).update(ended_at=timezone.now()):
                notify_over(remark_round, today)
    return len(soon) + len(ended)


@task(queue_name="nightly")
def delete_old_remarks(day: str) -> int:
    """Delete links that are dead for good, and the remarks of minutes that were approved long ago. Those that stand
    beside the minutes are in the record. Returns the number of remarks."""
    today = date.fromisoformat(day)
    long_ago = Q(
        minutes__state=MinutesState.APPROVED,
        minutes__approval__approved_at__lt=start_of(today - timedelta(days=Municipality.here().minutes_link_days)),
    )
    after_the_round = Q(minutes__state=MinutesState.APPROVED) | Q(round__ends_on__lt=today - DRAFT_READABLE_AFTER_ROUND)
    MinutesLink.objects.filter(long_ago, round=None).delete()
    MinutesLink.objects.filter(after_the_round, round__isnull=False).delete()
    rounds = RemarkRound.objects.filter(long_ago)
    count, _by_model = Remark.objects.filter(round__in=rounds).delete()
    RoundReader.objects.filter(round__in=rounds).delete()
    return count
