"""Set the participants of a meeting."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import Right, Role
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, Refusal, Refusals
from foundation.mail.mail_address import validate_mail_address
from meetings.meeting.enums import OPEN_STATES
from meetings.meeting.meeting_versions import StateHasChanged, bump_meeting_version
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participant import Participant
from meetings.meeting.participants.missing_roles import roles_missing_now
from meetings.meeting.participants.participant_rules import Candidate, Rule, board_has_a_right, candidates, rules_of
from meetings.meeting.signals import participants_changed
from meetings.template.enums import Requirement
from meetings.units import access


@dataclass(frozen=True)
class Guest:
    """A person without an account, such as a parent on the board."""

    name: str
    email: str
    role: Role


class ParticipantsClosed(StateHasChanged):
    """The meeting has been held or is cancelled."""


class NoSuchPerson(Refusal):
    """The person has no role in the unit or its area today."""


class AlreadyOnTheList(Refusal):
    """Two people with the same address."""


class BadAddress(Refusal):
    """A guest without a name or an e-mail address."""


class MustTakePart(Refusal):
    """A convened meeting would lose a required role."""


class BoardIsInvited(Refusal):
    """The school's board representative has a right to take part (§ 40 a) and cannot be removed."""


def set_participants(
    *,
    meeting: MeetingPage,
    people: Iterable[int],
    guests: Sequence[Guest],
    by: User,
    today: date,
    expected_version: int | None = None,
) -> list[Participant]:
    """Replace the list of participants: `people` are ids of users with a role in the unit or its area.

    In a convened meeting, new participants are invited and removed ones notified (signal participants_changed).
    Raises NotAllowed, ParticipantsClosed, NoSuchPerson, AlreadyOnTheList, BadAddress, MustTakePart, BoardIsInvited,
    ChangedMeanwhile (the list is not the one of `expected_version`).
    """
    if not access.of(by).may(Right.CONVENE, meeting.unit):
        raise NotAllowed(_("Only the agreement holder can choose the participants."))
    with transaction.atomic():
        fresh = bump_meeting_version(meeting, expected_version=expected_version, states=OPEN_STATES)
        if fresh is None:
            raise ParticipantsClosed(
                _("The participants can no longer be changed: the meeting is held or cancelled."), meeting
            )
        rules = rules_of(fresh)
        known = {one.user.pk: one for one in candidates(fresh, today, rules)}
        current = {row.email.casefold(): row for row in fresh.participants.all()}
        people, guests = _recognised(set(people), guests, known)
        refusals = Refusals()
        wanted = _by_address(fresh, _chosen(people, known, current), guests, rules, refusals)
        with refusals.collect():
            _board_stays(fresh, known.values(), wanted.values())
        refusals.raise_any()
        added, removed = _write(fresh, wanted, current)
        if fresh.is_convened:
            _all_who_must(fresh, today)
            # Calendars accept a cancellation or a new invitation only with a higher SEQUENCE.
            if added or removed:
                fresh.invitation_sequence += 1
                MeetingPage.objects.filter(pk=fresh.pk).update(invitation_sequence=fresh.invitation_sequence)
                participants_changed.send(sender=MeetingPage, meeting=fresh, by=by, added=added, removed=removed)
        audit.record(
            "meeting.participants_set", fresh, by=by, unit_id=fresh.unit_id, added=len(added), removed=len(removed)
        )
    return list(fresh.participants.all())


def _recognised(
    people: set[int], guests: Sequence[Guest], candidates: dict[int, Candidate]
) -> tuple[set[int], list[Guest]]:
    """Replace guests with a colleague's e-mail address by that colleague, with their name, role and account."""
    addresses = {one.user.email.casefold(): pk for pk, one in candidates.items()}
    colleagues = {
        addresses[guest.email.strip().casefold()] for guest in guests if guest.email.strip().casefold() in addresses
    }
    return people | colleagues, [guest for guest in guests if guest.email.strip().casefold() not in addresses]


def _chosen(
    people: set[int], candidates: dict[int, Candidate], current: dict[str, Participant]
) -> list[tuple[User, Role, Requirement]]:
    """Return (user, role, requirement) of the chosen candidates, and of listed people whose role has ended since.

    Raises NoSuchPerson.
    """
    staying = {row.user_id: row for row in current.values() if row.user_id}
    chosen = []
    for pk in people:
        if pk in candidates:
            chosen.append((candidates[pk].user, candidates[pk].role, candidates[pk].requirement))
        elif pk in staying and (user := staying[pk].user) is not None:
            row = staying[pk]
            chosen.append((user, Role(row.role), Requirement(row.requirement)))
        else:
            raise NoSuchPerson(_("One of the people no longer has a role here. Reload the page."))
    return chosen


def _by_address(
    meeting: MeetingPage,
    chosen: list[tuple[User, Role, Requirement]],
    guests: Sequence[Guest],
    rules: dict[Role, Rule],
    refusals: Refusals,
) -> dict[str, Participant]:
    """Return unsaved participants by case-folded address; errors of guests are added to `refusals`."""
    wanted: dict[str, Participant] = {}
    for user, role, requirement in chosen:
        wanted[user.email.casefold()] = Participant(
            meeting=meeting, user=user, name=user.name, email=user.email, role=role, requirement=requirement
        )
    for guest in guests:
        name, email = guest.name.strip(), guest.email.strip()
        with refusals.collect():
            _check_address(name, email)
        if email.casefold() in wanted:
            refusals.add(AlreadyOnTheList(_("%(email)s is already on the list.") % {"email": email}, field="email"))
        rule = rules.get(guest.role)
        wanted[email.casefold()] = Participant(
            meeting=meeting, name=name, email=email, role=guest.role,
            requirement=rule.requirement if rule else Requirement.MAY,
        )  # fmt: skip
    return wanted


def _check_address(name: str, email: str) -> None:
    if not name:
        raise BadAddress(_("Write the person's name."), field="name")
    try:
        validate_mail_address(email)
    except ValidationError as error:
        raise BadAddress(" ".join(error.messages), field="email") from None


def _board_stays(meeting: MeetingPage, candidates: Iterable[Candidate], participants: Iterable[Participant]) -> None:
    has_one = any(one.role is Role.BOARD_REPRESENTATIVE for one in candidates)
    if board_has_a_right(meeting) and has_one and all(one.role != Role.BOARD_REPRESENTATIVE for one in participants):
        raise BoardIsInvited(
            _("The school's board representative has a right to take part (§ 40 a) and stays on the list.")
        )


def _all_who_must(meeting: MeetingPage, today: date) -> None:
    missing = roles_missing_now(meeting, today)
    if missing:
        raise MustTakePart(
            _("The meeting is convened and needs: %(roles)s.")
            % {"roles": ", ".join(str(role.label).lower() for role in missing)}
        )


def _write(
    meeting: MeetingPage, participants: dict[str, Participant], current: dict[str, Participant]
) -> tuple[list[Participant], list[Participant]]:
    """Create, update and delete rows to match `participants`. Returns the added and the removed participants."""
    removed = [row for address, row in current.items() if address not in participants]
    Participant.objects.filter(pk__in=[row.pk for row in removed]).delete()
    added = []
    for address, row in participants.items():
        there = current.get(address)
        if there is None:
            row.invited_at = timezone.now() if meeting.is_convened else None
            row.save()
            added.append(row)
        elif (there.role, there.requirement, there.name, there.user_id) != (
            row.role, row.requirement, row.name, row.user_id
        ):  # fmt: skip
            there.role, there.requirement, there.name, there.user = row.role, row.requirement, row.name, row.user
            there.save(update_fields=["role", "requirement", "name", "user"])
    return added, removed
