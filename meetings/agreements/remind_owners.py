"""Remind the owners of an agreement a week before its date, and once when it has passed."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django_tasks import task

from accounts.roles import Right
from accounts.user import User
from meetings.agreements.models import Agreement
from meetings.agreements.notifications import OWNERS_REMINDED_BEFORE, due_soon, past
from meetings.agreements.owned_agreements import owned_by
from meetings.notifications.kinds import Kind
from meetings.notifications.notify import notify
from meetings.units import access
from meetings.units.right_holders import memberships_with

#: A date that passed longer ago is only in the weekly digest.
REMINDED_UNTIL_OVERDUE_BY = timedelta(days=14)


@task(queue_name="nightly")
def remind_owners(day: str) -> int:
    """Tell the owners of each agreement whose date is near or has passed, once each. `day` is an ISO date.

    Returns the number of agreements. Safe to run twice: the row says when it was last reminded about.
    """
    today = date.fromisoformat(day)
    near = (
        Agreement.objects.open()
        .filter(due_on__range=(today - REMINDED_UNTIL_OVERDUE_BY, today + OWNERS_REMINDED_BEFORE))
        .only("due_on", "reminded_on", "unit__area_id")
    )
    rows = [row for row in near.select_related("unit").order_by("pk") if reminder_of(row, today)]
    owners = _owners([row.pk for row in rows], {row.unit_id for row in rows}, {row.unit.area_id for row in rows}, today)
    return sum(_remind(row.pk, owners[row.pk], today) for row in rows if row.pk in owners)


def reminder_of(row: Agreement, today: date) -> Kind | None:
    """Return the reminder that is due today and has not been sent for the row's present date."""
    reminded = row.reminded_on
    if row.due_on < today:
        return past if reminded is None or reminded <= row.due_on else None
    return (
        due_soon
        if row.due_on <= today + OWNERS_REMINDED_BEFORE
        and (reminded is None or reminded < row.due_on - OWNERS_REMINDED_BEFORE)
        else None
    )


def _owners(keys: list[int], units: set[int], areas: set[int], today: date) -> dict[int, list[User]]:
    """Who has each agreement as a task. One query for each person of these units and areas."""
    current = memberships_with(Right.FOLLOW_UP, today, Q(unit__in=units) | Q(area__in=areas))
    people = User.objects.in_bulk(current.values_list("user", flat=True).distinct())
    found: dict[int, list[User]] = {}
    for pk, person in access.of_each(people, today).items():
        theirs = Agreement.objects.filter(owned_by(person, people[pk].name, today), pk__in=keys)
        for key in theirs.order_by().values_list("pk", flat=True):
            found.setdefault(key, []).append(people[pk])
    return found


def _remind(pk: int, people: list[User], today: date) -> bool:
    with transaction.atomic():
        row = Agreement.objects.select_for_update().open().filter(pk=pk).first()
        kind = reminder_of(row, today) if row is not None else None
        if row is None or kind is None:
            return False
        row.reminded_on = today
        row.save(update_fields=["reminded_on"])
        notify(kind, pk, people, by=None)
    return True
