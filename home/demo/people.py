"""Create the demo's units, accounts and memberships."""

from datetime import date

from django.contrib.auth.hashers import make_password

from accounts.models import User
from accounts.roles import SCOPE, Role, Scope
from home.demo.municipality import PASSWORD, PEOPLE, UNITS, DemoPerson, address
from home.page_tree import ensure_page_tree
from meetings.units.membership import Membership
from meetings.units.pages import AreaPage, UnitPage
from meetings.units.people.admin_groups import set_editor_groups

#: Names for staff and board of units without any in municipality.py.
STAFF = [
    "Lise Toft",
    "Ole Bagge",
    "Nina Grøn",
    "Karl Emil Vang",
    "Sanne Dam",
    "Iben Storm",
    "Jonas Bøg",
    "Ellen Hede",
    "Mads Kær",
]
BOARD = ["Pia Sand", "Torben Lind", "Susanne Eg", "Anders Fyhn"]


def make_units() -> dict[str, UnitPage]:
    """Make the units. Return slug -> unit."""
    ensure_page_tree()
    areas = {area.unit_kind: area for area in AreaPage.objects.all()}
    units = {}
    for unit in UNITS:
        area = AreaPage.objects.get(pk=areas[unit.kind].pk)
        page = UnitPage(
            title=unit.title, slug=unit.slug, kind=unit.kind, area=area, profile=unit.profile, address=unit.address,
            phone="70 00 00 00",
        )  # fmt: skip
        area.add_child(instance=page)
        page.save_revision()
        units[unit.slug] = page
    return units


def make_people(units: dict[str, UnitPage], since: date, today: date) -> dict[str, User]:
    """Make the people. Return account (the part before @) -> user. All have the same password, which `make demo`
    prints."""
    staff, board = iter(STAFF), iter(BOARD)
    rows = list(PEOPLE)
    for unit in UNITS:
        rows.append(DemoPerson(f"leder-{unit.slug}", unit.leader, Role.AGREEMENT_HOLDER, unit.slug))
        named = {row.role for row in PEOPLE if row.place == unit.slug}
        if Role.STAFF_REPRESENTATIVE not in named:
            rows.append(
                DemoPerson(f"medarbejder-{unit.slug}", next(staff, "Eva Land"), Role.STAFF_REPRESENTATIVE, unit.slug)
            )
        if Role.BOARD_REPRESENTATIVE not in named and unit.kind == "school":
            rows.append(DemoPerson(f"bestyrelse-{unit.slug}", next(board), Role.BOARD_REPRESENTATIVE, unit.slug))
        if Role.LEADERSHIP_TEAM not in named:
            rows.append(
                DemoPerson(
                    f"team-{unit.slug}", f"{unit.leader.split()[0]}s stedfortræder", Role.LEADERSHIP_TEAM, unit.slug
                )
            )
    areas = {area.slug: area for area in AreaPage.objects.all()}
    password = make_password(PASSWORD)  # hashed once, which saves time: all have the same password
    users: dict[str, User] = {}
    for row in rows:
        if row.account not in users:
            users[row.account] = User.objects.create(email=address(row.account), password=password, name=row.name)
        scope = SCOPE[row.role]
        Membership.objects.create(
            user=users[row.account],
            role=row.role,
            unit=units[row.place] if scope is Scope.UNIT else None,
            area=areas[row.place] if scope is Scope.AREA else None,
            starts_on=since,
        )
        set_editor_groups(users[row.account], today=today)
    return users
