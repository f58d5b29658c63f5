"""Why the words of a contribution may be held, whether a child can be known from them, and until when.

A story can identify a child without a picture. So the contribution itself has what every file has: basis, purpose,
children, and a date of deletion, which is that of all of it. No file of it is kept longer.
"""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from foundation.text.danish_formats import date as danish_date
from media.enums import DepictsChildren
from media.privacy.retention import keep_days, latest_date
from media.privacy.set_privacy import PrivacyRefused
from meetings.evidence.enums import EvidenceKind
from meetings.evidence.kind_specs import spec_of
from meetings.evidence.pages import EvidencePage

#: Words that are not merely beside a file, by kind; all others are "words".
_OWN_DAYS = {EvidenceKind.CHILDRENS_VOICE.value: "childrens_voice", EvidenceKind.FIGURES.value: "figures"}


def words_kept_until(kind: str, today: date) -> date:
    """When nobody says otherwise: words beside a photo, a film, a recording or a document live as long as it does,
    others as long as the municipality has decided for their kind."""
    shape = spec_of(kind)
    if shape.main and shape.medium is not None:
        return today + timedelta(days=keep_days(shape.medium.value))
    return today + timedelta(days=keep_days(_OWN_DAYS.get(str(kind), "words")))


def children_in(kind: str) -> str:
    """Until somebody says otherwise we take it that a child can be recognised; not in figures, where few are hidden."""
    return DepictsChildren.NONE if kind == EvidenceKind.FIGURES else DepictsChildren.IDENTIFIABLE


def lives_with_its_files(evidence: EvidencePage, files: Any) -> bool:
    """The files are the thing itself: the words beside them go on the same day."""
    return bool(spec_of(evidence.kind).main and spec_of(evidence.kind).medium and files)


def no_file_is_kept_longer(evidence: EvidencePage, files: Any) -> None:
    """Where the files are the thing itself, the contribution takes the last of their dates. Else a file that would
    outlive it is refused. Inside the transaction of an action, `evidence` unsaved. Raises PrivacyRefused."""
    dates = [item.delete_after for item in files if item.delete_after is not None]
    if not dates or evidence.delete_after is None:
        return
    if lives_with_its_files(evidence, dates):
        evidence.delete_after = min(max(dates), latest_date(evidence))
    elif max(dates) > evidence.delete_after:
        raise PrivacyRefused(
            _("All of the contribution is deleted after %(date)s. No file of it can be kept longer than that.")
            % {"date": danish_date(evidence.delete_after)},
            field="delete_after",
        )
