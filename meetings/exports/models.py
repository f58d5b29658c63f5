"""Models: a document that somebody had made, and where approved minutes are journalised."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from foundation.forms.optimistic_lock import VersionedModel
from media.stored_file import StoredFile
from meetings.evidence.sharing.sent_document import SentDocument
from meetings.exports.enums import DocumentSource, ExportState, Format
from meetings.forum.pages import ExamplePage
from meetings.meeting.pages import MeetingPage
from meetings.minutes.pages import MinutesPage

#: The folder of the store in which documents lie, each in a folder named by its key.
EXPORT_FOLDER = "exports"
#: After so long without a result the page says to make it anew.
OVERDUE_AFTER = timedelta(minutes=15)


class Export(models.Model):
    """A document of one person, made by the worker and deleted after settings.EXPORT_KEEP_DAYS.

    It is of a meeting (its minutes, its agenda or everything), of an example, of a note for an area, or of a person
    with an account or a mail address here. The key in its URL does not open it: whoever asks must be the person who
    had it made, and still see what it is made of.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    source = models.CharField(max_length=12, choices=DocumentSource)
    format = models.CharField(max_length=5, choices=Format)
    #: Values of `MinutesPart`; only minutes have parts, and of an example `MinutesPart.RECOGNISABLE` alone counts.
    parts: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    meeting = models.ForeignKey(MeetingPage, null=True, on_delete=models.CASCADE, related_name="+")
    example = models.ForeignKey(ExamplePage, null=True, on_delete=models.CASCADE, related_name="+")
    #: By its name, as `meetings.insights` imports this package.
    note = models.ForeignKey("meetings.AreaNotePage", null=True, on_delete=models.CASCADE, related_name="+")
    #: The quoted passages that the document of a note holds, by primary key.
    passages: models.JSONField[list[int], list[int]] = models.JSONField(default=list)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    email = models.EmailField(blank=True)
    #: Why everything about a meeting or person is handed out, and the number of the case in the records system.
    purpose = models.CharField(max_length=200, blank=True)
    case_number = models.CharField(max_length=60, blank=True)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=ExportState, default=ExportState.WAITING)
    made_at = models.DateTimeField(null=True, blank=True)
    #: Without an ending, as it is saved on the reader's computer.
    file_name = models.CharField(max_length=100, blank=True)
    byte_size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    #: What evidence it holds; empty when it holds none.
    sent = models.ForeignKey(SentDocument, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-requested_at", "-pk"]
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            models.CheckConstraint(
                name="an_export_has_one_source",
                condition=models.Q(source=DocumentSource.EXAMPLE, example__isnull=False, meeting=None, note=None)
                | models.Q(source=DocumentSource.NOTE, note__isnull=False, meeting=None, example=None)
                | (
                    models.Q(source=DocumentSource.ALL_OF_PERSON, meeting=None, example=None, note=None)
                    & ~models.Q(email="")
                )
                | (
                    ~models.Q(source__in=[DocumentSource.EXAMPLE, DocumentSource.NOTE, DocumentSource.ALL_OF_PERSON])
                    & models.Q(example=None, note=None, meeting__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="all_of_something_has_a_purpose",
                condition=~models.Q(source__in=[DocumentSource.ALL_OF_MEETING, DocumentSource.ALL_OF_PERSON])
                | ~models.Q(purpose=""),
            ),
        ]
        indexes = [models.Index(fields=["requested_by", "-requested_at"], name="exports_of_a_person")]

    def __str__(self) -> str:
        return f"{self.source} {self.format} {str(self.key)[:8]}"

    @property
    def place(self) -> Page | None:
        """The page that it is made of; None for a person."""
        place: Page | None = self.meeting or self.example or self.note
        return place

    @property
    def folder(self) -> str:
        return f"{EXPORT_FOLDER}/{self.key}"

    @property
    def path(self) -> str:
        """Its name in the store, made from the key alone."""
        return f"{self.folder}/document.{self.format}"

    @property
    def stored_file(self) -> StoredFile:
        return StoredFile(
            extension=self.format,
            download_name=f"{self.file_name}.{self.format}",
            path=self.path,
            byte_size=self.byte_size,
            as_attachment=True,
        )

    @property
    def is_waiting(self) -> bool:
        return self.state == ExportState.WAITING and timezone.now() < self.requested_at + OVERDUE_AFTER


_LINE = RegexValidator(r"\A[^\x00-\x1f]*\Z")


class JournalEntry(VersionedModel):
    """Where approved minutes are in the records system (ESDH): the case, and the document in it."""

    minutes = models.OneToOneField(MinutesPage, on_delete=models.PROTECT, related_name="journal_entry")
    case_number = models.CharField(_("case number"), max_length=60, validators=[_LINE])
    document_number = models.CharField(_("document number"), max_length=60, blank=True, validators=[_LINE])
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("noted by"), on_delete=models.PROTECT, related_name="+"
    )
    noted_at = models.DateTimeField(_("noted"), default=timezone.now)

    class Meta:
        verbose_name = _("journalised minutes")
        verbose_name_plural = _("journalised minutes")

    def __str__(self) -> str:
        return self.case_number
