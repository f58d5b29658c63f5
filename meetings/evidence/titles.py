"""A kind title for those who did not write one."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from foundation import danish_forms
from meetings.evidence.body import figures_in, words_in
from meetings.evidence.enums import EvidenceKind
from meetings.evidence.shapes import shape_of

LONGEST = 70


def suggested_title(kind: str, raw: Iterable[Mapping[str, Any]], on: date | None) -> str:
    """The first sentence that was written, else the kind and the day: "Billeder fra 12. oktober 2026"."""
    raw = list(raw)
    shape = shape_of(kind)
    words = words_in(raw, shape)
    says = next((figures.message for figures in figures_in(raw) if figures.message), "")
    first = says or next((words[question.name] for question in shape.questions if words[question.name].strip()), "")
    if first:
        sentence = re.split(r"(?<=[.!?])\s|\n", first.strip(), maxsplit=1)[0].rstrip(".")
        return Truncator(sentence).chars(LONGEST, truncate=" …")
    name = str(EvidenceKind(kind).label)
    return _("%(kind)s from %(date)s") % {"kind": name, "date": danish_forms.date(on)} if on else name


def own_title(page: Any) -> str:
    """The title somebody wrote; empty when it is our suggestion, which follows the content."""
    suggested = suggested_title(page.kind, page.body.raw_data, page.observed_on)
    return "" if page.title == suggested else page.title
