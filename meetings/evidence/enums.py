"""Enums of evidence."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EvidenceKind(models.TextChoices):
    PHOTOS = "photos", _("Photos")
    FILM = "film", _("Film")
    SOUND = "sound", _("Sound")
    STORY = "story", _("Story")
    PRACTICE_NARRATIVE = "practice_narrative", _("Story from practice")
    OBSERVATION = "observation", _("Observation")
    CHILDRENS_VOICE = "childrens_voice", _("Children's own words")
    DOCUMENT = "document", _("Document")
    FIGURES = "figures", _("Figures")


class SentKind(models.TextChoices):
    """Kind of document that was sent, exported or frozen and holds evidence."""

    APPROVED_MINUTES = "approved_minutes", _("Approved minutes")
    EXPORT = "export", _("Export")
    FIGURES = "figures", _("Download of figures")
    PRINT = "print", _("Print")
