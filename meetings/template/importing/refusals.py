"""Refusals of documents. Each message says what to do instead; nothing is created."""

from django.utils.translation import gettext as _

from foundation.errors import Refusal


class DocumentRefused(Refusal):
    """The document cannot become a template."""


class EmptyFile(DocumentRefused):
    """The file has no content, or the document has no text."""

    def __init__(self) -> None:
        super().__init__(_("There is no text in the file. Choose the document again, or check that it is not empty."))


class HoldsCprNumbers(DocumentRefused):
    """The document has something like a CPR number; `lines` are the line numbers, never the text."""

    def __init__(self, lines: list[int]) -> None:
        message = _(
            "The document contains something like a CPR number (line %(lines)s), so it was not read. Remove "
            "it, and choose the document again."
        )
        super().__init__(message % {"lines": ", ".join(map(str, lines[:5]))})


class NotADocument(DocumentRefused):
    """The content is neither Word nor Markdown; `found` names the format when known."""

    def __init__(self, found: str = "") -> None:
        if found:
            message = _("The file is not a Word or Markdown document but %(found)s. Save it as .docx and try again.")
            super().__init__(message % {"found": found})
        else:
            super().__init__(_("The file is not a Word or Markdown document. Save it as .docx or .md and try again."))


class DamagedDocument(DocumentRefused):
    """The file is a Word document by its format but cannot be read."""

    def __init__(self) -> None:
        super().__init__(
            _("The document is damaged and cannot be read. Open it in Word, save it again and try once more.")
        )


class DocumentTooLarge(DocumentRefused):
    """The file or its unpacked content is larger than any template."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The document is too large. It may be 10 MB at most: take out large pictures "
                "or save the text alone in a new document."
            )
        )


class TooMuchText(DocumentTooLarge):
    """More text than any template has; the limit also keeps the preview readable for the editor."""

    def __init__(self) -> None:
        DocumentRefused.__init__(
            self,
            _(
                "There is more text in the document than a template can have (about 50 pages). "
                "Save the template in a document of its own and try again."
            ),
        )


class UnsafeDocument(DocumentRefused):
    """The file has XML that a text document does not need and that could be harmful."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The document contains technical content that is not accepted. Copy the text into a new Word "
                "document, save it as .docx and try again."
            )
        )


class ProtectedDocument(DocumentRefused):
    """The file is encrypted with a password."""

    def __init__(self) -> None:
        super().__init__(
            _("The document is protected with a password. Open it in Word, remove the password, save it and try again.")
        )


class OldWordDocument(DocumentRefused):
    """The binary format from before 2007, or one of its relatives."""

    def __init__(self) -> None:
        super().__init__(
            _("The document is in an old Word format (.doc). Open it in Word, choose Save as .docx and try again.")
        )


class NoAgenda(DocumentRefused):
    """No text in the document looks like agenda items."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "No agenda was found in the document. Give it a heading “Dagsorden” with numbered items under it, "
                "if possible with the time of each, and try again."
            )
        )
