"""Carry figures between preview and confirmation; nothing is stored meanwhile (decisions 0010, 0014)."""

from accounts.user import AnyUser
from foundation.forms.signed_preview import read_preview, sign_preview
from meetings.figures.parsing.refusals import TableTooLong
from meetings.figures.parsing.sheet import FiguresFile, Sheet

PURPOSE = "meetings.figures"


def sign_source(source: FiguresFile, user: AnyUser) -> str:
    """Return the source as signed text for a hidden field. Raises TableTooLong."""
    plain = {
        "sheets": [sheet.as_plain() for sheet in source.sheets],
        "hidden": source.hidden,
        "odd_word": source.odd_word,
    }
    return sign_preview(plain, user, purpose=PURPOSE, too_large=TableTooLong)


def read_source(text: str, user: AnyUser) -> FiguresFile:
    """Return the source. Raises PreviewInvalid."""
    plain = read_preview(text, user, purpose=PURPOSE)
    return FiguresFile(tuple(map(Sheet.from_plain, plain["sheets"])), tuple(plain["hidden"]), plain["odd_word"])
