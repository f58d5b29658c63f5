"""English in which every translated text is marked: what is stored with a mark would have been stored in English."""

from collections.abc import Iterator
from contextlib import contextmanager
from gettext import NullTranslations

from django.db import connection
from django.utils.translation import trans_real

BEGIN, END = "⟦", "⟧"


class MarkedTranslations(NullTranslations):
    """Returns each source string between marks. Formats of dates ("j. F Y") stay as they are."""

    def gettext(self, message: str) -> str:
        return f"{BEGIN}{message}{END}" if message else ""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return self.gettext(message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        return self.ngettext(msgid1, msgid2, n)

    def to_language(self) -> str:
        return "en"

    def language(self) -> str:
        return "en"


@contextmanager
def marked_english() -> Iterator[None]:
    """While it lasts, English is marked; it is not activated."""
    before = trans_real._translations.get("en")
    trans_real._translations["en"] = MarkedTranslations()
    try:
        yield
    finally:
        trans_real._translations.pop("en")
        if before is not None:
            trans_real._translations["en"] = before


def marked_texts(*, but: frozenset[str] = frozenset()) -> dict[str, list[str]]:
    """The texts with a mark that are stored, by table and column, of all tables that are not in `but`."""
    found: dict[str, list[str]] = {}
    with connection.cursor() as cursor:
        for table in sorted(set(connection.introspection.table_names(cursor)) - but):
            cursor.execute(f'SELECT * FROM "{table}"')
            columns = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for column, value in zip(columns, row, strict=True):
                    text = str(value).replace(r"\u27e6", BEGIN)  # as JSON writes it
                    if BEGIN in text:
                        at = text.index(BEGIN)
                        found.setdefault(f"{table}.{column}", []).append(text[max(at - 30, 0) : at + 120])
    return found
