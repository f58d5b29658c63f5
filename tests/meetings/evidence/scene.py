"""A unit that gathers evidence for its meeting, with one person per role, and files of valid content."""

import io
import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image as Picture

from accounts.roles import Role
from accounts.user import User
from media.enums import LegalBasis
from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from meetings.evidence.body import set_body, with_file
from meetings.evidence.enums import EvidenceKind
from meetings.evidence.models import Evidence
from meetings.meeting.enums import MeetingState
from meetings.meeting.item import MeetingItem
from meetings.meeting.pages import MeetingPage
from meetings.minutes.enums import MinutesState
from meetings.units.pages import UnitPage
from tests import factories
from tests.media import ready
from tests.prepared import prepared

TODAY = date(2026, 10, 1)


@dataclass
class Scene:
    unit: UnitPage
    meeting: MeetingPage
    leader: User
    team: User
    staff: User
    colleague: User
    board: User
    chef: User
    consultant: User
    stranger: User

    @property
    def agenda_item(self) -> uuid.UUID:
        """The block id of the first item of the agenda."""
        return uuid.UUID(str(self.meeting.agenda_items[0].id))

    @property
    def item(self) -> MeetingItem:
        """The row of the first item."""
        return MeetingItem.objects.get(meeting=self.meeting, block_id=self.agenda_item)

    def address(self, what: str = "") -> str:
        """Return the URL …/bidrag/<what>/"""
        path = f"/{self.unit.area.slug}/{self.unit.slug}/{self.meeting.slug}/bidrag/"
        return f"{path}{what}/" if what else path

    def url_of(self, evidence: Evidence, what: str) -> str:
        """Return the URL …/bidrag/<pk>/<what>/"""
        return self.address(f"{evidence.pk}/{what}")

    def page(self, evidence: Evidence) -> str:
        return f"/{self.unit.area.slug}/{self.unit.slug}/{self.meeting.slug}/{evidence.slug}/"

    def draft(self, by: User | None = None, **fields: Any) -> Evidence:
        """A story by `by` that lacks nothing."""
        fields = {"agenda_item": self.agenda_item, "owner": by or self.staff, **fields}
        return factories.evidence(meeting=self.meeting, **fields)

    def shared(self, **fields: Any) -> Evidence:
        fields = {"agenda_item": self.agenda_item, "owner": self.staff, **fields}
        return factories.evidence(meeting=self.meeting, shared=True, **fields)

    def with_photo(self, evidence: Evidence, **fields: Any) -> MediaItem:
        """Add a described photo at the end of the body."""
        fields = {"alt_text": "Et vandhul", "legal_basis": LegalBasis.PUBLIC_TASK, **fields}
        fields.setdefault("delete_after", timezone.localdate() + timedelta(days=365))
        photo = ready.image(evidence, self.staff, **fields)
        _put(evidence, photo)
        return photo

    def with_film(self, evidence: Evidence, **fields: Any) -> MediaItem:
        fields = {"title": "Film", "legal_basis": LegalBasis.PUBLIC_TASK, **fields}
        fields.setdefault("delete_after", timezone.localdate() + timedelta(days=365))
        film = ready.film(evidence, self.staff, **fields)
        _put(evidence, film)
        return film

    def with_sound(self, evidence: Evidence, **fields: Any) -> MediaItem:
        fields = {"title": "Sang", "legal_basis": LegalBasis.PUBLIC_TASK, **fields}
        fields.setdefault("delete_after", timezone.localdate() + timedelta(days=365))
        sound = ready.sound(evidence, self.staff, **fields)
        _put(evidence, sound)
        return sound

    def with_document(self, evidence: Evidence, **fields: Any) -> MediaItem:
        fields = {
            "legal_basis": LegalBasis.PUBLIC_TASK,
            "delete_after": timezone.localdate() + timedelta(days=365),
            **fields,
        }
        document = ready.document(evidence, self.staff, **fields)
        _put(evidence, document)
        return document

    def photos(self, count: int = 1, **fields: Any) -> Evidence:
        """A draft of kind photos with described photos and no text."""
        evidence = self.draft(kind=EvidenceKind.PHOTOS, body=[], **fields)
        for _number in range(count):
            self.with_photo(evidence)
        return evidence


def _put(evidence: Evidence, item: MediaItem) -> None:
    set_body(evidence, with_file(evidence.body, MediaKind(item.kind), item.pk))
    evidence.save()


@prepared
def send_minutes(meeting: MeetingPage) -> None:
    """The meeting is held, and its minutes wait for approval: it takes no evidence any more."""
    MeetingPage.objects.filter(pk=meeting.pk).update(state=MeetingState.HELD)
    factories.minutes(meeting=meeting, state=MinutesState.SUBMITTED)


def set_up(state: MeetingState | str = MeetingState.INVITED, title: str = "Skovskolen") -> Scene:
    unit = factories.make_unit(title)

    def person(role: Role, name: str) -> User:
        return factories.user(role=role, unit=unit, name=name)

    return Scene(
        unit=unit,
        meeting=factories.meeting(unit=unit, state=state),
        leader=person(Role.AGREEMENT_HOLDER, "Lise Lund"),
        team=person(Role.LEADERSHIP_TEAM, "Tom Tang"),
        staff=person(Role.STAFF_REPRESENTATIVE, "Mia Mose"),
        colleague=person(Role.STAFF_REPRESENTATIVE, "Kaj Krat"),
        board=person(Role.BOARD_REPRESENTATIVE, "Bo Birk"),
        chef=factories.user(role=Role.HEAD_OF_AREA, area=unit.area, name="Hanne Holm"),
        consultant=factories.user(role=Role.CONSULTANT, area=unit.area, name="Kim Krog"),
        stranger=factories.user(role=Role.AGREEMENT_HOLDER, unit=factories.make_unit("Bakkeskolen"), name="Sia Sten"),
    )


def photo_file(name: str = "vandhul.jpg", colour: str = "green") -> SimpleUploadedFile:
    out = io.BytesIO()
    Picture.new("RGB", (320, 240), colour).save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/jpeg")


def not_a_photo(name: str = "note.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"Det er ikke et billede", content_type="image/jpeg")
