"""The results as a table for a spreadsheet: exactly what the page shows."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from foundation.text import danish_formats
from meetings.questionnaires.display import label_of, mean_in_words
from meetings.questionnaires.reading import QuestionAnswers

Cell = str | int


def lines(head: Sequence[str], questions: Iterable[QuestionAnswers]) -> list[list[Cell]]:
    """Return `head` (sentences about what this is), then a line for each number, each quote, or that nothing is
    shown."""
    found: list[list[Cell]] = [[_("Question"), _("Answer"), _("Number"), _("Who")]]
    for one in questions:
        for distribution in one.distributions:
            subject = f"{distribution.subject}: " if distribution.subject else ""
            found += [[one.question, subject + label_of(label), count] for label, count in distribution.counts]
        if one.mean is not None:
            found.append([one.question, mean_in_words(one.mean)])
        found += [[one.question, quote] for quote in one.quotes if not one.given]
        found += [[one.question, given.text, "", given.name] for given in one.given]
        if not one.shows_anything:
            found.append([one.question, _("Not shown, or nobody has answered")])
    found.append([])
    found += [[sentence] for sentence in head]
    return found


def about_protection(minimum: int) -> str:
    return _("Without names, no number of fewer than %(minimum)s people is shown.") % {
        "minimum": danish_formats.format_number(minimum)
    }
