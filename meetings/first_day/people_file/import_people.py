"""Store units and people from a file."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.roles import Right, Scope
from accounts.user import AnyUser, User
from foundation.audit import record
from foundation.errors import Conflict, NotAllowed, Refusal
from foundation.text.danish_slug import danish_slug
from meetings.first_day.people_file.file_rows import FileRow
from meetings.first_day.people_file.make_plan import make_plan
from meetings.first_day.people_file.plan import Plan, PlannedRow
from meetings.units import access
from meetings.units.create_unit import MAX_SLUG_LENGTH, create_unit
from meetings.units.membership import Membership, MembershipSource
from meetings.units.pages import UnitPage
from meetings.units.people.add_person import add_person
from meetings.units.people.admin_groups import set_editor_groups
from meetings.units.people.end_role import end_role
from meetings.units.people.grant_role import grant_role


class RowsAreWrong(Refusal):
    """Rows have problems; nothing is stored before all are corrected, or those left out would seem to have gone."""


class PreviewOutdated(Conflict):
    """Somebody changed units or people after the preview, and the file would now do something else."""


def may_set_up(user: AnyUser) -> bool:
    person = access.of(user)
    return person.everywhere(Right.MANAGE_ALL_PEOPLE) and person.everywhere(Right.MANAGE_UNITS)


def import_people(
    *, rows: list[FileRow], by: User, today: date, end_missing: bool, invite: bool, expected_hash: str = ""
) -> Plan:
    """Store the rows, all or none, and return what was done.

    `end_missing` ends the roles in `Plan.ending`; without it they stay, and are not in the plan that is returned.
    `invite` sends a link to choose a password to people who are new. `expected_hash` is the fingerprint of the plan
    that was confirmed. Raises NotAllowed, RowsAreWrong, PreviewOutdated, and refusals of the single acts.
    """
    if not may_set_up(by):
        raise NotAllowed(_("Only an administrator can do this."))
    with transaction.atomic():
        plan = make_plan(rows, by=by, today=today)
        if plan.with_problems:
            raise RowsAreWrong(_("Correct the rows with problems in the file, and choose it again."))
        if expected_hash and expected_hash != plan.fingerprint:
            raise PreviewOutdated(_("Somebody has changed units or people meanwhile. Check the rows once more."))
        if not end_missing:
            plan = Plan(plan.rows, [])
        units: dict[tuple[int, str], UnitPage] = {}
        for one in plan.rows:
            _store(one, units, by=by, today=today, invite=invite)
        for membership in plan.ending:
            end_role(membership=membership, by=by, today=today)
        record("people.stored_from_file", by, by=by, **plan.counts)
    return plan


def _store(one: PlannedRow, units: dict[tuple[int, str], UnitPage], *, by: User, today: date, invite: bool) -> None:
    """Store one row; `units` are those that the file has created so far."""
    unit = one.unit
    if unit is None and one.area is not None and one.scope is not Scope.AREA:
        key = (one.area.pk, danish_slug(one.row.unit, max_length=MAX_SLUG_LENGTH))
        unit = units[key] = units.get(key) or create_unit(
            title=one.row.unit, area=one.area, address="", phone="", by=by
        )
    if one.role is None:
        return
    if one.gives_role:
        user = one.user or add_person(email=one.row.address, name=one.row.name, by=by, invite=invite)
        grant_role(
            user=user,
            role=one.role,
            unit=unit if one.scope is Scope.UNIT else None,
            area=one.area if one.scope is Scope.AREA else None,
            by=by,
            today=today,
            starts_on=one.starts_on,
            ends_on=one.ends_on,
            source=MembershipSource.FILE,
        )
    if one.membership is not None and one.days:
        _change_days(one.membership, one.days, by=by, today=today)
    if one.user is not None and one.new_name:
        _rename(one.user, one.new_name, by=by)


def _change_days(membership: Membership, days: dict[str, date | None], *, by: User, today: date) -> None:
    """`days` are the new values of `starts_on` and `ends_on`. Raises LastAdministrator."""
    last = days.get("ends_on")
    ends_earlier = last is not None and (membership.ends_on is None or last < membership.ends_on)
    moved = {name: day for name, day in days.items() if name != "ends_on" or not ends_earlier}
    if moved:
        for name, day in moved.items():
            setattr(membership, name, day)
        membership.save(update_fields=list(moved))
        set_editor_groups(membership.user, today=today)
        written = {name: day.isoformat() if day else None for name, day in moved.items()}
        record(
            "role.days_changed", membership, by=by, unit_id=membership.unit_id, role=membership.role,
            user=membership.user_id, **written,
        )  # fmt: skip
        access.clear_cached_access(membership.user)
    if ends_earlier:
        end_role(membership=membership, by=by, today=today, ends_on=last)


def _rename(user: User, name: str, *, by: User) -> None:
    User.objects.filter(pk=user.pk).update(name=name)
    record("person.renamed", user, by=by)
