"""The people of the test year and their windows. Units and people exist from the start; they create the rest."""

from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Page

from accounts.roles import Role
from accounts.user import User
from meetings.meeting.pages import MeetingPage
from meetings.units.enums import UnitKind
from meetings.units.pages import UnitPage
from tests import factories


@dataclass
class Cast:
    """`open_window` is the fixture; a person keeps one window, and a phone beside it, through the whole year."""

    open_window: Callable[..., Page]
    school: UnitPage
    second_school: UnitPage
    daycare: UnitPage
    leader: User
    team: User
    staff: User
    board: User
    chef: User
    consultant: User
    editor: User
    other_leader: User
    daycare_leader: User
    windows: dict[tuple[int, bool], Page] = field(default_factory=dict)
    #: What comes into being on the way, by its address.
    story: str = ""
    photos: str = ""
    photo_files: list[str] = field(default_factory=list)
    film: str = ""
    film_file: str = ""
    example: str = ""

    def at_desk(self, person: User) -> Page:
        return self._window(person, phone=False)

    def on_phone(self, person: User) -> Page:
        return self._window(person, phone=True)

    def _window(self, person: User, *, phone: bool) -> Page:
        key = (person.pk, phone)
        if key not in self.windows:
            self.windows[key] = self.open_window(user=person, phone=phone)
        return self.windows[key]

    @property
    def meeting(self) -> MeetingPage:
        """The school's meeting of this year, as it stands now."""
        return MeetingPage.objects.get(unit=self.school)

    def here(self, what: str = "") -> str:
        """/skoler/skovskolen/2026/<what>/"""
        path = f"/{self.school.area.slug}/{self.school.slug}/{self.meeting.slug}/"
        return f"{path}{what}/" if what else path


def gather(open_window: Callable[..., Page]) -> Cast:
    school = factories.make_unit("Skovskolen")
    second_school = factories.make_unit("Bakkeskolen")
    daycare = factories.make_unit("Solstrålen", kind=UnitKind.DAYCARE)
    person = factories.user
    cast = Cast(
        open_window=open_window,
        school=school,
        second_school=second_school,
        daycare=daycare,
        leader=person(role=Role.AGREEMENT_HOLDER, unit=school, name="Lene Lund"),
        team=person(role=Role.LEADERSHIP_TEAM, unit=school, name="Tage Thorsen"),
        staff=person(role=Role.STAFF_REPRESENTATIVE, unit=school, name="Maja Mikkelsen"),
        board=person(role=Role.BOARD_REPRESENTATIVE, unit=school, name="Bent Bruun"),
        chef=person(role=Role.HEAD_OF_AREA, area=school.area, name="Connie Carstensen"),
        consultant=person(role=Role.CONSULTANT, area=school.area, name="Karl Krogh"),
        editor=person(role=Role.CENTRAL_EDITOR, name="Rie Rasmussen"),
        other_leader=person(role=Role.AGREEMENT_HOLDER, unit=second_school, name="Bodil Bakke"),
        daycare_leader=person(role=Role.AGREEMENT_HOLDER, unit=daycare, name="Sofie Sol"),
    )
    factories.user(role=Role.HEAD_OF_AREA, area=daycare.area, name="Dorte Dahl")
    return cast
