"""Enums of media items: audience, legal basis, state and objections."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LegalBasis(TextChoices):
    """Behandlingsgrundlag: why the municipality may hold the item (GDPR article 6; Datatilsynet, 25 August 2022)."""

    PUBLIC_TASK = "public_task", _("Our task as a public authority")
    CONSENT = "consent", _("Consent")
    NO_PERSONS = "no_persons", _("No recognisable persons")


class Audience(TextChoices):
    """Synlighed, from the narrowest to the widest. Each audience contains the ones before it."""

    UNIT = "unit", _("The unit")
    MEETING = "meeting", _("The dialogue meeting")
    LEADER_FORUM = "leader_forum", _("The leader forum")


class DepictsChildren(TextChoices):
    NONE = "none", _("No children")
    NOT_IDENTIFIABLE = "not_identifiable", _("Children who cannot be recognised")
    IDENTIFIABLE = "identifiable", _("Children who can be recognised")


class MediaState(TextChoices):
    """Progress of ingest. Only READY items are ever served."""

    RECEIVED = "received", _("Received")
    PROCESSING = "processing", _("Being prepared")
    READY = "ready", _("Ready")
    REFUSED = "refused", _("Refused")

    @classmethod
    def under_way(cls) -> list["MediaState"]:
        """States from which a task leads on to READY or REFUSED."""
        return [cls.RECEIVED, cls.PROCESSING]


class ObjectionKind(TextChoices):
    """Why an item is hidden."""

    OBJECTION = "objection", _("Objection")
    CONSENT = "consent", _("Withdrawn consent")
    UNIT = "unit", _("The unit's own decision")


class Objector(TextChoices):
    """Kind of person the objection came from. Never a name."""

    PARENT = "parent", _("Parent or guardian")
    YOUNG_PERSON = "young_person", _("The child or young person")
    STAFF = "staff", _("Staff member")
    OTHER = "other", _("Somebody else")


class ObjectionDecision(TextChoices):
    """Outcome of an objection. While it is pending, and when it is upheld, the item is hidden."""

    PENDING = "pending", _("Not decided yet")
    UPHELD = "upheld", _("Upheld: it stays hidden")
    DISMISSED = "dismissed", _("Not upheld: it is shown again")
