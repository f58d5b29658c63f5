"""Set who is invited to a forum day."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from accounts.user import User
from foundation import audit
from foundation.errors import Refusal, Refusals
from foundation.mail.mail_address import validate_mail_address
from meetings.forum.days.day_data import bump_day_version, require_planner
from meetings.forum.days.enums import OPEN_STATES
from meetings.forum.days.inviting.invitee_groups import InviteeGroup, invitee_groups, people_in
from meetings.forum.days.inviting.notifications import notify_left_out, send_day_invitations
from meetings.forum.days.models import ForumInvitee
from meetings.forum.days.pages import ForumDayPage

MAX_AT_ONCE = 200


class BadInvitee(Refusal):
    """A line without a name or an address."""


@dataclass(frozen=True)
class NamedInvitee:
    """Somebody who is named by name and address, such as a department leader without an account."""

    name: str
    email: str


def set_invitees(
    *, day: ForumDayPage, groups: Collection[str], people: Sequence[NamedInvitee], without: Collection[int],
    expected_version: int, by: User, today: date, now: datetime,
) -> tuple[list[ForumInvitee], list[ForumInvitee]]:  # fmt: skip
    """Add everybody in `groups` (keys of `invitee_groups`) and `people`, and take off the invitees `without`.

    A person with the address of an account becomes that account. When the invitation was sent, whoever is added gets
    it, and whoever is taken off is told. Returns those added and those taken off. Raises NotAllowed, BadInvitee,
    DayClosed, ChangedMeanwhile.
    """
    require_planner(by)
    _check(people)
    with transaction.atomic():
        fresh = bump_day_version(day, expected_version=expected_version, states=OPEN_STATES)
        removed = list(fresh.invitees.filter(pk__in=without))
        there = set(fresh.invitees.annotate(lower=Lower("email")).values_list("lower", flat=True))
        wanted = _wanted([group for group in invitee_groups(today) if group.key in groups], people, today)
        added = [
            ForumInvitee(day=fresh, user=user, name=name, email=email, invited_at=now if fresh.is_invited_to else None)
            for address, (user, name, email) in wanted.items()
            if address not in there
        ]
        ForumInvitee.objects.bulk_create(added)
        if fresh.is_invited_to and (added or removed):
            # Calendars accept a cancellation or a new invitation only with a higher SEQUENCE.
            ForumDayPage.objects.filter(pk=day.pk).update(invitation_sequence=F("invitation_sequence") + 1)
            fresh.refresh_from_db(fields=["invitation_sequence"])
            send_day_invitations(fresh, by, added)
            notify_left_out(fresh, by, removed)
        ForumInvitee.objects.filter(pk__in=[one.pk for one in removed]).delete()
        audit.record("forum_day.invitees_set", fresh, by=by, added=len(added), removed=len(removed))
    return added, removed


def _wanted(
    groups: list[InviteeGroup], people: Sequence[NamedInvitee], today: date
) -> dict[str, tuple[User | None, str, str]]:
    found: dict[str, tuple[User | None, str, str]] = {
        user.email.casefold(): (user, user.name, user.email) for user in people_in(groups, today)
    }
    addresses = [person.email.strip().lower() for person in people]
    known = User.objects.filter(is_active=True).annotate(lower=Lower("email")).filter(lower__in=addresses)
    accounts = {user.email.casefold(): user for user in known}
    for person in people:
        email = person.email.strip()
        user = accounts.get(email.casefold())
        named = (user, user.name, user.email) if user else (None, person.name.strip(), email)
        found.setdefault(email.casefold(), named)
    return found


def _check(people: Sequence[NamedInvitee]) -> None:
    wrong = Refusals()
    if len(people) > MAX_AT_ONCE:
        wrong.add(BadInvitee(_("Add at most %(most)s people at a time.") % {"most": MAX_AT_ONCE}, field="people"))
    for person in people[:MAX_AT_ONCE]:
        try:
            validate_mail_address(person.email.strip())
        except ValidationError:
            text = _(
                "“%(line)s” has no e-mail address. Write name and address, for example Anna Holm, anna@example.dk."
            )
            wrong.add(BadInvitee(text % {"line": person.name or person.email}, field="people"))
            continue
        if not person.name.strip():
            text = _("Write the name of %(email)s too, before the address.")
            wrong.add(BadInvitee(text % {"email": person.email.strip()}, field="people"))
    wrong.raise_any()
