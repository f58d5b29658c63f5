"""Slides of what a unit brings on its initiatives."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from meetings.initiatives.statements import Statement
from meetings.presentation.slides import Slide
from meetings.presentation.split_text import MAX_CHARACTERS, split_text


def statement_slides(statements: Iterable[Statement]) -> Iterator[Slide]:
    """Yield the slides of each statement: as many of its texts on a slide as fit, a long one goes on on the next."""
    for statement in statements:
        wishes = [(_("Wish for support"), wish.text) for wish in statement.wishes]
        pages: list[list[tuple[str, str]]] = [[]]
        for label, text in [*statement.answers, *wishes]:
            for part in split_text(text):
                if pages[-1] and sum(len(other) for _label, other in pages[-1]) + len(part) > MAX_CHARACTERS:
                    pages.append([])
                pages[-1].append((label, part))
        for number, texts in enumerate(pages, start=1):
            kicker = _("What we bring")
            yield Slide("statement", statement.title, kicker, texts=texts, part=number, parts=len(pages))
