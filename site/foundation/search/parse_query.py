"""Parse what the user typed into words to search for."""

import re
import unicodedata
from dataclasses import dataclass

from foundation.text.unicode_composition import compose

MAX_QUERY_LENGTH = 200
MAX_WORDS = 8
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class ParsedQuery:
    """`shown` goes back into the search field; `words` hold letters and digits only, so nothing has a meaning to the
    database."""

    shown: str
    words: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.words)


def parse_query(typed: str) -> ParsedQuery:
    """Parse the query; it never fails. Quotation marks, operators, control characters and everything beyond the limits
    are dropped."""
    visible = "".join(character if unicodedata.category(character)[0] != "C" else " " for character in typed[:2000])
    shown = " ".join(visible.split())[:MAX_QUERY_LENGTH]
    return ParsedQuery(shown, tuple(dict.fromkeys(_WORD.findall(compose(shown))))[:MAX_WORDS])
