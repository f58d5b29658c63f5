"""Task: make the document that somebody asked for, and store it."""

import hashlib
import logging
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from foundation import audit
from media import shared_folders
from meetings.exports.content.agenda import agenda_document
from meetings.exports.content.document import Document
from meetings.exports.content.example import example_document, held_by_example
from meetings.exports.content.minutes import MinutesSource, chosen_parts, minutes_document
from meetings.exports.content.supporting import held_by
from meetings.exports.enums import DocumentSource, ExportState, Format, MinutesPart
from meetings.exports.making.delete_documents import delete_file
from meetings.exports.making.other_sources import OTHER_SOURCES, FinishedFile
from meetings.exports.making.record_export import record_export
from meetings.exports.making.sources import SourceIsGone, approved_minutes, may_have, record_of
from meetings.exports.models import Export
from meetings.exports.package.make_package import make_package
from meetings.exports.pdf.make_pdf import make_pdf
from meetings.exports.pdf.typeset import CannotBeSet, temporary_root

logger = logging.getLogger("laeringsrum.exports")


@task()
def make_document(pk: int) -> None:
    """Make the document `pk`, unless it is made or not wanted any more. Safe to run twice."""
    shared_folders.require_folders(["files"])
    related = (
        "requested_by",
        "person",
        "meeting__unit__area",
        "meeting__cycle",
        "example__unit",
        "example__initiative",
        "note__area",
    )
    export = Export.objects.select_related(*related).filter(pk=pk, state=ExportState.WAITING).first()
    if export is None:
        return
    with TemporaryDirectory(prefix="document-", dir=temporary_root()) as folder:
        try:
            made = build(export, Path(folder))
        except (SourceIsGone, CannotBeSet):
            logger.exception("document %s could not be made", export.pk)
            _fail(export)
            return
        _store(export, made)


def build(export: Export, folder: Path) -> FinishedFile:
    """Make the document as a file in `folder`. Raises SourceIsGone, CannotBeSet."""
    by = export.requested_by
    if not may_have(export, by):
        raise SourceIsGone(_("You can't have this document made."))
    other = OTHER_SOURCES.get(export.source)
    if other and other.pack:
        return other.pack(export, folder)
    if other and other.document:
        document, passages = other.document(export)
        return FinishedFile(*_written(document, export, folder), passages=passages)
    if export.source == DocumentSource.AGENDA and export.meeting is not None:
        return FinishedFile(*_written(agenda_document(export.meeting, made_at=export.requested_at), export, folder))
    if export.example is not None:
        with_people = MinutesPart.RECOGNISABLE in export.parts
        document = example_document(export.example, with_people=with_people, made_at=export.requested_at)
        held = held_by_example(export.example, with_people=with_people)
        return FinishedFile(*_written(document, export, folder), held)
    minutes = approved_minutes(by, export.meeting) if export.meeting is not None else None
    if minutes is None:
        raise SourceIsGone(_("You can't have this document made."))
    source = MinutesSource(record_of(minutes), chosen_parts(export.parts), by)
    if export.format == Format.PACKAGE:
        package = make_package(source, folder / "document.zip", made_at=export.requested_at)
        return FinishedFile(folder / "document.zip", package.file_name, package.held)
    document = minutes_document(source, made_at=export.requested_at)
    return FinishedFile(*_written(document, export, folder), held_by(source.supporting, source.parts))


def _written(document: Document, export: Export, folder: Path) -> tuple[Path, str]:
    from meetings.exports.word.make_word import make_word  # most processes never write a Word file

    content = make_word(document) if export.format == Format.WORD else make_pdf(document).files[0]
    path = folder / "document"
    path.write_bytes(content)
    return path, document.file_name


def _store(export: Export, made: FinishedFile) -> None:
    """First the file, then the row; a file without its row is deleted by `delete_old_documents`."""
    delete_file(export)
    with made.path.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").hexdigest()
        opened.seek(0)
        default_storage.save(export.path, File(opened))
    done = {
        "state": ExportState.READY, "made_at": timezone.now(), "file_name": made.file_name[:100],
        "byte_size": made.path.stat().st_size, "sha256": digest,
        "passages": list(made.passages),
    }  # fmt: skip
    with transaction.atomic():
        if not Export.objects.filter(pk=export.pk, state=ExportState.WAITING).update(**done):
            return
        reference = f"{export.format} {digest[:16]}"
        sent = record_export(export.place or export, made.held, reference=reference, by=export.requested_by)
        Export.objects.filter(pk=export.pk).update(sent=sent)


def _fail(export: Export) -> None:
    with transaction.atomic():
        if Export.objects.filter(pk=export.pk, state=ExportState.WAITING).update(state=ExportState.FAILED):
            unit_id = getattr(export.place, "unit_id", None)
            audit.record("export.failed", export, by=export.requested_by, unit_id=unit_id)
