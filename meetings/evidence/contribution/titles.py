"""Suggested titles for evidence whose writer gave none."""

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from foundation.stream_data import Stream
from foundation.text import danish_formats
from foundation.text.notation import to_plain
from foundation.text.sentences import first_sentence, is_abbreviation, without_full_stop
from foundation.translation.in_danish import in_danish
from meetings.evidence.body import answers_in, figures_in
from meetings.evidence.enums import EvidenceKind
from meetings.evidence.kind_specs import spec_of

if TYPE_CHECKING:
    from meetings.evidence.models import Evidence

MAX_TITLE_LENGTH = 70


@in_danish()
def suggested_title(kind: str, body: Stream, on: date | None) -> str:
    """Return the first sentence of the content, else kind and day: "Billeder fra 12. oktober 2026"."""
    shape = spec_of(kind)
    words = answers_in(body, shape)
    says = next((figures.message for figures in figures_in(body) if figures.message), "")
    first = says or next((words[question.name] for question in shape.questions if words[question.name].strip()), "")
    if first:
        return _cut(without_full_stop(first_sentence(to_plain(first))))
    name = str(EvidenceKind(kind).label)
    return _("%(kind)s from %(date)s") % {"kind": name, "date": danish_formats.format_date(on)} if on else name


def _cut(sentence: str) -> str:
    """Shorten to MAX_TITLE_LENGTH characters or less, at a word, never after an abbreviation ("2.", "f.eks.")."""
    if len(sentence) <= MAX_TITLE_LENGTH:
        return sentence
    words = sentence[: MAX_TITLE_LENGTH - 1].split(" ")[:-1] or [sentence[: MAX_TITLE_LENGTH - 2]]
    while len(words) > 1 and is_abbreviation(words[-1]):
        words.pop()
    return f"{' '.join(words)} …"


def own_title(evidence: "Evidence") -> str:
    """Return the title somebody wrote; "" when it is the suggested one, which follows the content."""
    suggested = suggested_title(evidence.kind, evidence.body, evidence.observed_on)
    return "" if evidence.title == suggested else evidence.title
