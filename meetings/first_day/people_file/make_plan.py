"""Compare the rows of a file with the database."""

from collections import defaultdict
from datetime import date, timedelta

from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from accounts.roles import SCOPE, Role, Scope
from accounts.user import User
from foundation.forms.date_and_time_fields import DayField
from foundation.mail.mail_address import validate_mail_address
from foundation.text.danish_formats import format_date
from foundation.text.danish_slug import danish_slug
from foundation.translation.in_danish import in_danish
from meetings.first_day.people_file.blank_sheet import EXAMPLE_MAIL
from meetings.first_day.people_file.file_rows import FileRow
from meetings.first_day.people_file.plan import Plan, PlannedRow, Status
from meetings.units.create_unit import MAX_SLUG_LENGTH, MAX_TITLE_LENGTH
from meetings.units.membership import Membership, MembershipSource
from meetings.units.pages import AreaPage, UnitPage

#: Person (mail address), role and place (a unit, a new unit's area and slug, or an area): what may be in the file once.
Key = tuple[str, Role, int | tuple[int, str]]
YEARS = range(2000, 2101)
MAX_NAME_LENGTH = 150


def make_plan(rows: list[FileRow], *, by: User | None, today: date) -> Plan:
    """Plan what storing `rows` would do today; `by` is who stores them. Six queries."""
    return _Planner(rows, by, today).plan()


class _Planner:
    """The lookups, and what earlier rows said."""

    def __init__(self, rows: list[FileRow], by: User | None, today: date) -> None:
        self.rows, self.by, self.today = rows, by, today
        self.areas = {area.title.casefold(): area for area in AreaPage.objects.all()}
        self.units: dict[str, list[UnitPage]] = defaultdict(list)
        self.taken: dict[tuple[int, str], UnitPage] = {}
        for unit in UnitPage.objects.select_related("area"):
            self.units[danish_slug(unit.title, max_length=MAX_SLUG_LENGTH)].append(unit)
            self.taken[unit.area_id, unit.slug] = unit
        mails = {row.address for row in rows}
        self.users = {user.email.casefold(): user for user in User.objects.filter(email__in=mails)}
        of_users = _in_order(Membership.objects.filter(user__in=self.users.values()))
        self.held: dict[tuple[int, str, int | None, int | None], list[Membership]] = defaultdict(list)
        for held in of_users:
            self.held[held.user_id, held.role, held.unit_id, held.area_id].append(held)
        accounts = SocialAccount.objects.filter(user__in=self.users.values())
        self.by_directory = set(accounts.values_list("user_id", flat=True))
        self.new_units: dict[str, AreaPage] = {}
        self.names: dict[str, tuple[str, int]] = {}
        self.seen: dict[Key, int] = {}

    def plan(self) -> Plan:
        planned = [self._row(row) for row in self.rows]
        ending = [] if any(one.problems for one in planned) else self._ending(planned)
        return Plan(planned, ending)

    def _ending(self, planned: list[PlannedRow]) -> list[Membership]:
        """Never the own role as administrator: whoever stores the file must be able to correct it. None at all by a
        file with units alone."""
        if not any(one.role for one in planned):
            return []
        kept = {row.pk for one in planned if not one.is_over for row in one.held}
        over = [row for one in planned if one.is_over for row in one.held if not row.is_from_directory]
        by_file = [
            row
            for row in _in_order(Membership.objects.filter(source=MembershipSource.FILE))
            if _is_open(row, self.today)
        ]
        gone = [row for row in by_file if row.pk not in kept and row not in over and not _is_handed_over(row)]
        return [row for row in (*over, *gone) if not self._is_own(row.user_id, row.role)]

    def _is_own(self, user_id: int, role: str) -> bool:
        return self.by is not None and user_id == self.by.pk and role == Role.ADMINISTRATOR

    def _row(self, row: FileRow) -> PlannedRow:
        one = PlannedRow(row)
        if row.address == EXAMPLE_MAIL:
            one.problems.append(_("This is the example of the sheet. Delete the row."))
            return one
        if one.is_unit_only:
            self._unit(one)
            return one
        self._person(one)
        self._role(one)
        self._days(one)
        if one.scope is Scope.UNIT:
            self._unit(one)
        elif one.role and one.scope is Scope.MUNICIPALITY and (row.unit or row.area):
            text = _("%(role)s belongs to the whole municipality. Leave unit and area empty.")
            one.problems.append(text % {"role": one.role.label})
        elif one.role and row.unit:
            one.problems.append(_("%(role)s belongs to an area. Leave the unit empty.") % {"role": one.role.label})
        elif one.scope is Scope.AREA:
            self._area(one)
        if one.role and not one.problems:
            self._once(one, one.role)
        if one.role and not one.problems:
            self._compare(one, one.role)
        return one

    # Parts of a row --------------------------------------------------------------------------------------------------

    def _person(self, one: PlannedRow) -> None:
        row, mail = one.row, one.row.address
        if not mail:
            one.problems.append(_("Write the person's mail address."))
            return
        try:
            validate_mail_address(mail)
        except ValidationError as error:
            one.problems.append(" ".join(error.messages))
            return
        one.user = self.users.get(mail)
        if one.user is not None and not one.user.is_active:
            one.problems.append(
                _("The account of %(mail)s is closed. Open it under People, or delete the row.") % {"mail": mail}
            )
        if not row.name:
            if one.user is None:
                one.problems.append(_("Write the person's name."))
        elif len(row.name) > MAX_NAME_LENGTH:
            one.problems.append(_("The name is too long: at most %(count)s letters.") % {"count": MAX_NAME_LENGTH})
        else:
            name, number = self.names.setdefault(mail, (row.name, row.number))
            if name != row.name:
                values = {"name": name, "row": number}
                one.problems.append(_("The same mail address has the name %(name)s in row %(row)s.") % values)

    def _role(self, one: PlannedRow) -> None:
        written = one.row.role.casefold()
        with in_danish():  # the file is, whoever reads it
            one.role = next((role for role in Role if written in (str(role.label).casefold(), role.value)), None)
        if one.role is None:
            names = ", ".join(str(role.label) for role in Role)
            text = _("There is no role “%(role)s”. Write one of these: %(names)s.")
            if not written:
                text = _("Write the role, one of these: %(names)s.")
            one.problems.append(text % {"role": one.row.role, "names": names})

    def _days(self, one: PlannedRow) -> None:
        one.starts_on, last = self._day(one, one.row.starts), self._day(one, one.row.ends)
        one.ends_on = last + timedelta(days=1) if last else None
        if one.ends_on and one.starts_on and one.ends_on <= one.starts_on:
            one.problems.append(_("The last day is before the first one."))
        one.is_over = one.ends_on is not None and one.ends_on <= self.today

    def _day(self, one: PlannedRow, written: str) -> date | None:
        if not written:
            return None
        try:
            day = DayField().clean(written)
        except ValidationError:
            day = None
        if day is None or day.year not in YEARS:
            text = _("“%(text)s” is not a date. Write it as day, month and year, for example 01-08-2026.")
            one.problems.append(text % {"text": written[:30]})
            return None
        found: date = day
        return found

    def _area(self, one: PlannedRow) -> None:
        if not one.row.area:
            one.problems.append(_("Write the area that the role belongs to."))
            return
        one.area = self.areas.get(one.row.area.casefold())
        if one.area is None:
            names = ", ".join(area.title for area in self.areas.values())
            one.problems.append(
                _("There is no area “%(area)s”. Write one of these, or create it under Units: %(names)s.")
                % {"area": one.row.area, "names": names}
            )

    def _unit(self, one: PlannedRow) -> None:
        """The unit of that name, in the area where one is written; a new one needs its area."""
        row, slug = one.row, danish_slug(one.row.unit, max_length=MAX_SLUG_LENGTH)
        if not slug:
            one.problems.append(_("Write the name of the unit."))
            return
        if row.area:
            self._area(one)
            if one.area is None:
                return
        found = [unit for unit in self.units[slug] if one.area in (None, unit.area)]
        if len(found) > 1:
            one.problems.append(_("There are several units of that name. Write the area too."))
        elif found:
            one.unit, one.area = found[0], found[0].area
            if one.unit.closed_on and one.unit.closed_on <= self.today:
                one.problems.append(_("The unit is closed. Open it under Units, or delete the row."))
        elif elsewhere := self.units[slug]:
            values = {"unit": elsewhere[0].title, "area": elsewhere[0].area.title}
            text = _(
                "%(unit)s is in the area %(area)s. Correct the area. If this is another unit of the same name, "
                "create it under Units first."
            )
            one.problems.append(text % values)
        else:
            self._new_unit(one, slug)

    def _new_unit(self, one: PlannedRow, slug: str) -> None:
        is_first = slug not in self.new_units
        area = one.area = one.area or self.new_units.get(slug)
        values = {"unit": one.row.unit}
        if area is None:
            one.problems.append(_("%(unit)s is new here. Write the area it belongs to.") % values)
        elif self.new_units.setdefault(slug, area) != area:
            text = _(
                "%(unit)s has another area in a row above. Correct one of them. If they are two units of the same "
                "name, create both under Units first."
            )
            one.problems.append(text % values)
        elif len(one.row.unit) > MAX_TITLE_LENGTH:
            one.problems.append(_("The name is too long: at most %(count)s letters.") % {"count": MAX_TITLE_LENGTH})
        elif renamed := self.taken.get((area.pk, slug)):
            text = _("The unit %(unit)s is now named %(name)s. Correct the name in the file.")
            one.problems.append(text % {**values, "name": renamed.title})
        elif is_first:
            one.becomes(Status.NEW, _("The unit %(unit)s is created.") % values)

    # The row as a whole ----------------------------------------------------------------------------------------------

    def _once(self, one: PlannedRow, role: Role) -> None:
        new = (one.area.pk if one.area else 0, danish_slug(one.row.unit, max_length=MAX_SLUG_LENGTH))
        key = (one.row.address, role, one.unit.pk if one.unit else new)
        first = self.seen.setdefault(key, one.row.number)
        if first != one.row.number:
            one.problems.append(_("This is in row %(row)s already. Delete one of the two.") % {"row": first})

    def _compare(self, one: PlannedRow, role: Role) -> None:
        user = one.user
        if user is None:
            if one.is_over:
                one.acts.append(_("The last day is over: nothing is stored."))
                return
            one.becomes(Status.NEW, _("%(name)s is new.") % {"name": one.row.name})
        elif self._is_renamed(one, user):
            one.new_name = one.row.name
            values = {"old": user.name, "new": one.row.name}
            one.becomes(Status.CHANGED, _("The name changes from %(old)s to %(new)s.") % values)
        unit_id = one.unit.pk if one.unit and SCOPE[role] is Scope.UNIT else None
        area_id = one.area.pk if one.area and SCOPE[role] is Scope.AREA else None
        is_of_new_unit = SCOPE[role] is Scope.UNIT and one.unit is None
        known = self.held[user.pk, role, unit_id, area_id] if user is not None and not is_of_new_unit else []
        one.held = [row for row in known if _is_open(row, self.today) and not _is_handed_over(row)]
        before = max((row.ends_on for row in known if row.ends_on), default=None)
        handed_over = known[-1].ends_on if known and _is_handed_over(known[-1]) else None
        if handed_over and not (one.starts_on and one.starts_on > handed_over):
            self._leave_handed_over(one, handed_over)
        elif one.membership is not None:
            self._compare_days(one, one.membership)
        elif one.is_over:
            one.acts.append(_("The last day is over: nothing is stored."))
        else:
            one.becomes(Status.NEW, _("The role will be given."))
            if before and one.starts_on and one.starts_on < before:
                one.starts_on = before
                text = _("It begins on %(day)s: until then the person had it already.")
                one.acts.append(text % {"day": format_date(one.starts_on)})

    def _leave_handed_over(self, one: PlannedRow, day: date) -> None:
        """A file from before the handover does not give the role back to the predecessor."""
        one.is_left_alone, one.is_over = True, False
        text = _(
            "The role is handed over from %(day)s, and stays so. For a return, write a later day under “From the day”."
        )
        one.acts.append(text % {"day": format_date(day)})

    def _is_renamed(self, one: PlannedRow, user: User) -> bool:
        """Return whether the person gets another name, as the first of their rows says. The directory gives the names
        of those who sign in with it."""
        is_first = self.names.get(one.row.address, ("", 0))[1] == one.row.number
        return is_first and user.name != one.row.name and user.pk not in self.by_directory

    def _compare_days(self, one: PlannedRow, held: Membership) -> None:
        """Days by the file. An empty last day means no end for what a file gave, and leaves what was given by hand."""
        if held.is_from_directory:
            one.is_over = False
            one.acts.append(_("The role comes from the municipality's directory, and is changed there."))
            return
        if one.is_over:
            if self._is_own(held.user_id, held.role):
                one.problems.append(_("Your own role as administrator cannot end by a file."))
            one.acts.append(_("The last day is over."))
            return
        if one.starts_on and held.starts_on > self.today and one.starts_on != held.starts_on:
            one.days["starts_on"] = one.starts_on
            one.becomes(Status.CHANGED, _("The role begins on %(day)s.") % {"day": format_date(one.starts_on)})
        begins = one.days.get("starts_on") or held.starts_on
        if one.ends_on and one.ends_on <= begins:
            one.problems.append(_("The last day is before the first one."))
        elif one.ends_on != held.ends_on and (one.ends_on or held.source == MembershipSource.FILE):
            if self._is_own(held.user_id, held.role):
                one.problems.append(_("Your own role as administrator cannot end by a file."))
                return
            one.days["ends_on"] = one.ends_on
            last = one.ends_on - timedelta(days=1) if one.ends_on else None
            text = _("The last day is %(day)s.") % {"day": format_date(last)} if last else _("The role has no end.")
            one.becomes(Status.CHANGED, text)


def _in_order(rows: "models.QuerySet[Membership]") -> "models.QuerySet[Membership]":
    return rows.select_related("unit", "area", "user", "handed_over").order_by("starts_on", "pk")


def _is_open(row: Membership, today: date) -> bool:
    return row.ends_on is None or row.ends_on > today


def _is_handed_over(row: Membership) -> bool:
    return hasattr(row, "handed_over")
