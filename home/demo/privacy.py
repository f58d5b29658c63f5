"""Add an objection, and items that are deleted soon, to the demo."""

from datetime import date, timedelta

from accounts.user import User
from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from media.privacy.record_objection import ObjectionDetails
from meetings.evidence.enums import EvidenceKind
from meetings.evidence.models import Evidence
from meetings.evidence.objections.register_objection import register_objection
from meetings.units.pages import UnitPage


def show_privacy(units: dict[str, UnitPage], users: dict[str, User], today: date) -> None:
    """The administrator registers an objection of a parent at Solstrålen; at Skovskolen a film is deleted in three
    weeks, and a story in four."""
    pieces = Evidence.objects.filter(unit=units["solstraalen"], shared_at__isnull=False, examples=None)
    piece = pieces.filter(kind=EvidenceKind.PHOTOS).order_by("-pk").select_related("unit__area").first()
    photo = MediaItem.objects.filter(kind=MediaKind.IMAGE, evidence=piece.pk).first() if piece is not None else None
    if piece is not None and photo is not None:
        said = ObjectionDetails(
            "objection", "parent", today - timedelta(days=1), "Forælderen ønsker ikke, at billedet vises"
        )
        register_objection(evidence=piece, key=photo.key, details=said, by=users["administrator"], today=today)
    pages = Evidence.objects.filter(unit=units["skovskolen"], shared_at__isnull=False)
    film = MediaItem.objects.filter(kind=MediaKind.FILM, evidence__in=pages.values("pk")).order_by("-pk").first()
    if film is not None:
        MediaItem.objects.filter(pk=film.pk).update(delete_after=today + timedelta(days=21))
    story = pages.filter(kind__in=[EvidenceKind.STORY, EvidenceKind.OBSERVATION]).order_by("pk").first()
    if story is not None:
        Evidence.objects.filter(pk=story.pk).update(delete_after=today + timedelta(days=28))
