"""What of a backup is not valid any more: sign-ins and links, mails that were sent since, and what passed its date."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db.models import F, Q
from django.utils import timezone
from django.utils.module_loading import import_string

from accounts.directory.refresh_token import RefreshToken
from accounts.session import Session
from foundation.infrastructure.object_store import with_retries
from foundation.mail.send_mail import send_mail
from foundation.task_queue.claims import unfinished
from foundation.task_queue.queued_task import QueuedTask
from media.ingest.delete_orphans import delete_orphans
from meetings.notifications.mail_waiting import mail_waiting
from meetings.notifications.models import Notification, Recipient

#: Tasks that delete by date, and those that close what then is deleted.
DELETE_BY_DATE = [
    "meetings.evidence.retention.delete_expired_evidence.delete_expired_daily",
    "meetings.questionnaires.daily.delete_old_answers",
    "meetings.minutes.remarks.daily.delete_old_remarks",
    "meetings.exports.making.delete_documents.delete_old_documents",
    "meetings.moderation.publish_scheduled.publish_scheduled",
]
TEN_YEARS = timedelta(days=3650)
PARKED_REASON = "restored from a backup: perhaps sent since"


def end_sign_ins() -> str:
    """End all sign-ins: everybody signs in again, and links for a new password are not valid: they depend on the last
    sign-in. The directory is asked about nobody until then."""
    count = Session.objects.count()
    Session.objects.all().delete()
    RefreshToken.objects.all().delete()
    get_user_model().objects.update(session_epoch=F("session_epoch") + 1, last_login=timezone.now())
    return f"{count} sign-ins ended; links for a new password are not valid any more"


def park_mails() -> str:
    """Park the mails that waited: they may have been sent since. They are parked, where an administrator can send them;
    what was to be told in a combined mail is dropped, and nobody gets a second one today."""
    now = timezone.now()
    mails = unfinished().filter(Q(path=send_mail.module_path) | Q(path=mail_waiting.module_path))
    parked = mails.update(parked_at=now, claimed_until=None, claimed_by="", last_error=PARKED_REASON)
    dropped, _by_model = Notification.objects.all().delete()
    # Claims of the workers of that time are void.
    QueuedTask.objects.filter(finished_at=None).update(claimed_until=None, claimed_by="")
    Recipient.objects.update(mailed_on=timezone.localdate())
    return f"{parked} mails that waited are parked, and {dropped} messages dropped: they may have been sent since"


def delete_by_date() -> str:
    today = timezone.localdate().isoformat()
    for path in DELETE_BY_DATE:
        import_string(path).call(today)
    return "what has passed its date is deleted"


def delete_files_without_a_row() -> str:
    """Delete files that no row names. Files are copied after the database: those of rows that were written in between.
    Nobody writes now, so none is too young. Raises StoreError."""
    swept = with_retries(lambda: delete_orphans(now=timezone.now() + TEN_YEARS))
    lost = f"; files are missing: {', '.join(swept.lost)}" if swept.lost else ""
    return f"{swept.orphans} folders of files that no row names are deleted{lost}"
