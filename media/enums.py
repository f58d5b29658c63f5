"""The words that decide who may see a media item, and why we may hold it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LegalBasis(TextChoices):
    """Behandlingsgrundlag: why we may hold the item (GDPR article 6; Datatilsynet, 25 August 2022)."""

    PUBLIC_TASK = "public_task", _("Our task as a public authority")
    CONSENT = "consent", _("Consent")
    NO_PERSONS = "no_persons", _("No recognisable persons")


class Audience(TextChoices):
    """Synlighed, from the narrowest to the widest. Each step contains the ones before it."""

    UNIT = "unit", _("The unit")
    MEETING = "meeting", _("The dialogue meeting")
    LEADER_FORUM = "leader_forum", _("The leader forum")

    @property
    def width(self) -> int:
        return list(type(self)).index(self)

    def is_wider_than(self, other: "Audience") -> bool:
        """True when going from `other` to this lets more people in: an act of its own, with its own basis."""
        return self.width > other.width


class DepictsChildren(TextChoices):
    NONE = "none", _("No children")
    NOT_IDENTIFIABLE = "not_identifiable", _("Children who cannot be recognised")
    IDENTIFIABLE = "identifiable", _("Children who can be recognised")


class MediaState(TextChoices):
    """Where ingest has come to. Only READY is ever served."""

    RECEIVED = "received", _("Received")
    PROCESSING = "processing", _("Being prepared")
    READY = "ready", _("Ready")
    REFUSED = "refused", _("Refused")

    @classmethod
    def under_way(cls) -> list["MediaState"]:
        """A task will end it: ready or refused."""
        return [cls.RECEIVED, cls.PROCESSING]
