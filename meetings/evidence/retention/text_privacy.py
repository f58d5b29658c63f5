"""Privacy of the text of a contribution: legal basis, whether a child can be identified, and the date of deletion.

A story can identify a child without a picture. So the contribution itself has the same fields as every file: legal
basis, purpose, children, and a date of deletion, which is that of the whole. No file of it is kept longer.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.utils.translation import gettext as _

from foundation.text.danish_formats import format_date
from media.enums import DepictsChildren
from media.media_item import MediaItem
from media.privacy.retention_days import keep_days, latest_date
from media.privacy.set_privacy import PrivacyRefused
from meetings.evidence.enums import EvidenceKind
from meetings.evidence.kind_specs import spec_of
from meetings.evidence.models import Evidence

#: Words that are not merely beside a file, by kind; all others are "words".
_OWN_DAYS = {EvidenceKind.CHILDRENS_VOICE.value: "childrens_voice", EvidenceKind.FIGURES.value: "figures"}


def default_text_delete_after(kind: str, today: date) -> date:
    """Return the default date of deletion.

    Text beside a photo, film, recording or document is kept as long as that kind of file; other text as long as the
    municipality has decided for its kind.
    """
    shape = spec_of(kind)
    if shape.main and shape.medium is not None:
        return today + timedelta(days=keep_days(shape.medium.value))
    return today + timedelta(days=keep_days(_OWN_DAYS.get(str(kind), "words")))


def default_depicts_children(kind: str) -> str:
    """Return the default: a child can be recognised, except in figures, where small numbers are suppressed."""
    return DepictsChildren.NONE if kind == EvidenceKind.FIGURES else DepictsChildren.IDENTIFIABLE


def is_deleted_with_files(evidence: Evidence, files: Sequence[object]) -> bool:
    """Return whether the files are the main content, so that the text is deleted on the same day."""
    return bool(spec_of(evidence.kind).main and spec_of(evidence.kind).medium and files)


def limit_file_retention(evidence: Evidence, files: Iterable[MediaItem]) -> None:
    """Set the date of a contribution to the last date of its files where they are the main content; otherwise refuse
    a file with a later date. Does not save `evidence`. Raises PrivacyRefused."""
    dates = [item.delete_after for item in files if item.delete_after is not None]
    if not dates or evidence.delete_after is None:
        return
    if is_deleted_with_files(evidence, dates):
        evidence.delete_after = min(max(dates), latest_date(evidence))
    elif max(dates) > evidence.delete_after:
        raise PrivacyRefused(
            _("All of the contribution is deleted after %(date)s. No file of it can be kept longer than that.")
            % {"date": format_date(evidence.delete_after)},
            field="delete_after",
        )
