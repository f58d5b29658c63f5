"""Nightly tasks of the log: verify it and say so when it is not whole, and delete acts that are old enough."""

import logging
from collections.abc import Sequence
from datetime import date, datetime, time

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django_tasks import task

from accounts.roles import Right, roles_with
from accounts.user import User
from foundation import audit
from foundation.audit import AuditEvent
from foundation.audit_seal.delete_old_rows import delete_old_rows
from foundation.audit_seal.findings import SealFinding
from foundation.audit_seal.heads import kept_heads
from foundation.audit_seal.seal_block import SealBlock, last_block
from foundation.audit_seal.state import LOG_VERIFIED
from foundation.audit_seal.verify import verify
from foundation.mail.enqueue_mail import enqueue_mail_from_template
from meetings.units.membership import Membership

log = logging.getLogger("laeringsrum.audit")
MAX_FINDINGS_KEPT = 20  # findings in the event and the mail


@task(queue_name="nightly")
def verify_log(day: str) -> None:
    """Verify the log and note the result in it. Whoever sees the log gets a mail when it is not whole."""
    found = verify(now=timezone.now(), heads=kept_heads())
    kept = found.findings[:MAX_FINDINGS_KEPT]
    for finding in kept:
        log.error("the log is not whole: %s %s %s", finding.what, finding.log, finding.row)
    with transaction.atomic():
        about: SealBlock = last_block() or SealBlock(pk=0)
        plain = [finding.as_plain() for finding in kept]
        audit.record(LOG_VERIFIED, about, by=None, count=len(found.findings), findings=plain, rows=found.rows)
        if found.findings:
            for person in responsible_people(date.fromisoformat(day)):
                _mail_findings(person, found.findings)


@task(queue_name="nightly")
def delete_old_events(day: str) -> None:
    """Delete acts older than settings.EVENT_LOG_KEEP_YEARS; none when that is 0."""
    if not settings.EVENT_LOG_KEEP_YEARS:
        return
    kept_from = date.fromisoformat(day) - relativedelta(years=settings.EVENT_LOG_KEEP_YEARS)
    with transaction.atomic():
        count = delete_old_rows(AuditEvent, before=timezone.make_aware(datetime.combine(kept_from, time.min)))
        if count:
            audit.record("log.shortened", AuditEvent(pk=0), by=None, count=count, kept_from=str(kept_from))


def _mail_findings(person: User, findings: Sequence[SealFinding]) -> None:
    with translation.override(person.language):
        sentences = [finding.sentence for finding in findings[:MAX_FINDINGS_KEPT]]
    context = {
        "sentences": sentences, "count": len(findings), "more": len(findings) - len(sentences),
        "url": settings.BASE_URL,
    }  # fmt: skip
    enqueue_mail_from_template(
        to=person.email, to_name=person.name, template="home/mail/log_not_whole", language=person.language,
        context=context,
    )  # fmt: skip


def responsible_people(today: date) -> list[User]:
    """Return those who see the log."""
    roles = Membership.objects.current(today).filter(role__in=roles_with(Right.SEE_EVENT_LOG))
    return list(User.objects.filter(pk__in=roles.values("user"), is_active=True).order_by("pk"))
