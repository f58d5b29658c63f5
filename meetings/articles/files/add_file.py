"""Add a picture or document of the editors' own."""

from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts.user import User
from media.ingest.receive import receive
from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from meetings.articles.files.describe_file import FileAnswers, require_editor, write_answers
from meetings.evidence.files.kind_of_upload import kind_of_upload

KINDS = (MediaKind.IMAGE, MediaKind.DOCUMENT)


def add_file(*, upload: UploadedFile, answers: FileAnswers, by: User, today: date) -> MediaItem:
    """Store the file. It belongs to no evidence, so no unit sees it; without a legal basis no article shows it.

    Raises NotAllowed, UploadRefused, PrivacyRefused; nothing is stored then.
    """
    require_editor(by)
    with transaction.atomic():
        item = receive(kind=kind_of_upload(upload, KINDS), upload=upload, evidence=None, by=by)
        write_answers(item, answers, by=by, today=today)
    return item
