"""Bring back an earlier version of one section of a draft."""

from django.utils.translation import gettext as _

from accounts.user import User
from foundation.errors import Conflict
from meetings.minutes.pages import MinutesPage
from meetings.minutes.writing.save_sections import SavedSections, SectionInput, save_sections
from meetings.minutes.writing.section_version import SectionVersion


class SectionChanged(Conflict):
    """Somebody saved the section after the versions were compared."""


def restore_section(*, minutes: MinutesPage, version: SectionVersion, expected_digest: str, by: User) -> SavedSections:
    """Make the content of `version` the newest of its section. `expected_digest`: of what was shown beside it.

    Raises NotAllowed, NotADraft, SectionChanged.
    """
    key = (version.part, version.row_id)
    saved = save_sections(minutes=minutes, inputs={key: SectionInput(version.content, expected_digest)}, by=by)
    if saved.conflicts:
        raise SectionChanged(_("Somebody has saved here since you opened the page. Compare again."))
    return saved
