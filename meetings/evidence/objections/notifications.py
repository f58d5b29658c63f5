"""Mails about objections. They say that there is one, never what it is about."""

from datetime import date

from django.conf import settings
from django.urls import reverse

from accounts.roles import Right
from accounts.user import User
from foundation.mail.enqueue_mail import enqueue_mail_from_template
from media.privacy.objection import Objection
from meetings.evidence.models import Evidence
from meetings.units.right_holders import right_holders


def notify_objection(objection: Objection, evidence: Evidence, *, by: User, today: date) -> None:
    """Mail those who decide whether the item is shown again: the agreement holder and the head of area."""
    link = settings.BASE_URL.rstrip("/") + reverse("objection", args=[objection.pk])
    for person in right_holders(Right.RESTORE_ITEM, evidence.unit, today):
        if person.pk == by.pk:
            continue
        enqueue_mail_from_template(
            to=person.email,
            to_name=person.name,
            from_name=str(by),
            reply_to=by.email,
            template="meetings/evidence/mail/objection",
            context={
                "person": person,
                "by": by,
                "unit": evidence.unit.title,
                "year": evidence.meeting.cycle.school_year,
                "kind": objection.get_kind_display(),
                "link": link,
            },
        )
