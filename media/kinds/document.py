"""Documents: PDF, Word, Excel and PowerPoint files."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext, npgettext_lazy
from django.utils.translation import gettext_lazy as _

from media.ingest import original_name
from media.ingest.processing import make_document
from media.kinds.enums import MediaKind
from media.kinds.spec import MediaSpec
from media.stored_file import StoredFile

if TYPE_CHECKING:
    from media.media_item import MediaItem


def stored_files(item: "MediaItem") -> Mapping[str, StoredFile]:
    stem = original_name.stem(item.source_name) or f"dokument-{str(item.key)[:8]}"
    file = StoredFile(
        path=item.path(f"document.{item.extension}"),
        extension=item.extension,
        byte_size=item.byte_size,
        download_name=f"{stem}.{item.extension}",
        as_attachment=True,
    )
    return {"document": file}


#: A file without author, history, scripts and attachments, offered for download only.
DOCUMENT = MediaSpec(
    kind=MediaKind.DOCUMENT,
    template="media/document.html",
    folder="documents",
    served_names=("document",),
    stored_files=stored_files,
    main="document",
    make=make_document.make_document,
    accepted=make_document.ACCEPTED,
    accept=".pdf,.docx,.xlsx,.pptx",
    advice=make_document.document_advice,
    smaller=lambda: gettext("Save it with smaller pictures, or divide it."),
    max_bytes_setting="DOCUMENT_MAX_BYTES",
    the_thing=_("The document"),
    numbered=_("Document %(number)s"),
    heading=npgettext_lazy("heading", "The document", "The documents"),
    group=_("Documents"),
    part="documents",
    missing=_("The document itself."),
    choose=_("Choose documents"),
    cleaned=_(
        "PDF, Word, Excel or PowerPoint. We remove names of authors, comments, tracked changes, hidden text, sheets "
        "and slides, and say what we removed."
    ),
    found_in=_("In the texts of a document"),
    caption_label=_("What it is"),
    is_shown_in_forum=False,
)
