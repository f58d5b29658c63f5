"""Enums of documents: their parts, formats and states."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MinutesPart(TextChoices):
    """Parts of approved minutes as a document, in their order. ALWAYS are no choice."""

    ATTENDANCE = "attendance", _("Who took part")
    EARLIER = "earlier", _("Agreements of earlier years")
    TEXT = "text", _("The items of the agenda, with what was agreed")
    REMARKS = "remarks", _("Remarks kept with the minutes")
    LAW_POINTS = "law_points", _("The formal demands on a school development talk (§ 40 a)")
    ADJUST = "adjust", _("What we should adjust")
    ADDENDA = "addenda", _("Addenda")
    FIGURES = "figures", _("Figures as charts")
    PICTURES = "pictures", _("Pictures in which nobody can be recognised")
    RECOGNISABLE = "recognisable", _("Pictures in which people can be recognised")
    APPENDIX = "appendix", _("What the minutes rest on, as a list")


#: What was approved, and the remarks that were frozen with it.
REQUIRED_PARTS = frozenset({MinutesPart.TEXT, MinutesPart.REMARKS})
#: All but the pictures of people, which somebody has to choose.
USUAL_PARTS = frozenset(MinutesPart) - {MinutesPart.RECOGNISABLE}


class DocumentSource(TextChoices):
    """What a document is made of."""

    MINUTES = "minutes", _("Minutes")
    AGENDA = "agenda", _("Agenda")
    EXAMPLE = "example", _("Example")
    NOTE = "note", _("Note for the area")
    ALL_OF_MEETING = "all_meeting", _("Everything about a meeting")
    ALL_OF_PERSON = "all_person", _("Everything about a person")


#: What is made as a ZIP file; of the others there is none, and of the last two there is nothing else.
ZIPPED_SOURCES = frozenset({DocumentSource.MINUTES, DocumentSource.ALL_OF_MEETING, DocumentSource.ALL_OF_PERSON})


class Format(TextChoices):
    PDF = "pdf", _("PDF, to read, print and keep")
    WORD = "docx", _("Word, to go on working with")
    PACKAGE = "zip", _("Package for the records system (ZIP)")


class ExportState(TextChoices):
    WAITING = "waiting", _("Being made")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Could not be made")
