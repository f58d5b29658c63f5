"""Nightly tasks of the log: verify it and say so when it is not whole, and delete acts that are old enough."""

import logging
from datetime import date, datetime, time

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from accounts.roles import Right, roles_with
from accounts.user import User
from foundation import audit
from foundation.audit import AuditEvent
from foundation.audit_seal.expire_rows import expire_rows
from foundation.audit_seal.heads import kept_heads
from foundation.audit_seal.seal_block import SealBlock, last_block
from foundation.audit_seal.state import VERIFIED
from foundation.audit_seal.verify import verify
from foundation.mail.enqueue_mail import enqueue_mail_from_template
from meetings.units.membership import Membership

log = logging.getLogger("laeringsrum.audit")
MOST_KEPT = 20  # findings in the event and the mail


@task(queue_name="nightly")
def verify_log(day: str) -> None:
    """Verify the log and note the result in it. Whoever sees the log gets a mail when it is not whole."""
    found = verify(now=timezone.now(), heads=kept_heads())
    kept = found.findings[:MOST_KEPT]
    for finding in kept:
        log.error("the log is not whole: %s %s %s", finding.what, finding.log, finding.row)
    with transaction.atomic():
        about: SealBlock = last_block() or SealBlock(pk=0)
        plain = [finding.as_plain() for finding in kept]
        audit.record(VERIFIED, about, by=None, count=len(found.findings), findings=plain, rows=found.rows)
        if found.findings:
            context = {"sentences": [finding.sentence for finding in kept], "count": len(found.findings),
                       "more": len(found.findings) - len(kept), "url": settings.BASE_URL}  # fmt: skip
            for email, name in responsible_people(date.fromisoformat(day)):
                enqueue_mail_from_template(to=email, to_name=name, template="home/mail/log_not_whole", context=context)


@task(queue_name="nightly")
def delete_old_events(day: str) -> None:
    """Delete acts older than settings.EVENT_LOG_KEEP_YEARS; none when that is 0."""
    if not settings.EVENT_LOG_KEEP_YEARS:
        return
    kept_from = date.fromisoformat(day) - relativedelta(years=settings.EVENT_LOG_KEEP_YEARS)
    with transaction.atomic():
        count = expire_rows(AuditEvent, before=timezone.make_aware(datetime.combine(kept_from, time.min)))
        if count:
            audit.record("log.shortened", AuditEvent(pk=0), by=None, count=count, kept_from=str(kept_from))


def responsible_people(today: date) -> list[tuple[str, str]]:
    """Address and name of those who see the log."""
    roles = Membership.objects.current(today).filter(role__in=roles_with(Right.SEE_EVENT_LOG))
    people = User.objects.filter(pk__in=roles.values("user"), is_active=True)
    return list(people.order_by("pk").values_list("email", "name"))
