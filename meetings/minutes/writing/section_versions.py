"""The versions of one section for its writers: one for each pause of a writer, compared with what stands there now."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from meetings.minutes.pages import MinutesPage
from meetings.minutes.writing.draft_content import draft_content
from meetings.minutes.writing.section_version import SectionVersion
from meetings.minutes.writing.sections import Key, fingerprint, heading, section_as_text, sections_of

#: Saves of one person that follow each other within this time are one version here.
ONE_VERSION_WITHIN = timedelta(minutes=5)
#: The newest are shown.
MAX_VERSIONS = 50


@dataclass(frozen=True)
class DisplayedVersion:
    """One version: `text` of it, and `now`, which stands there."""

    version: SectionVersion
    text: str
    now: str

    @property
    def at(self) -> datetime:
        return self.version.saved_at

    @property
    def is_now(self) -> bool:
        return self.text == self.now


@dataclass(frozen=True)
class SectionVersions:
    title: str
    base: str
    versions: list[DisplayedVersion]


def versions_of(minutes: MinutesPage, key: Key) -> SectionVersions | None:
    """Return the versions of the section, the newest first; None when nothing was ever saved in it."""
    rows = SectionVersion.objects.filter(meeting=minutes.meeting_id, part=key[0], row_id=key[1])
    found = last_before_pauses(list(rows.select_related("saved_by").order_by("number")))
    if not found:
        return None
    content = draft_content(minutes)
    stands = sections_of(content).get(key)
    now = section_as_text(key, stands, content)
    shown = [DisplayedVersion(row, section_as_text(key, row.content, content), now) for row in reversed(found)]
    return SectionVersions(heading(key, content), fingerprint(stands), shown[:MAX_VERSIONS])


def last_before_pauses(rows: list[SectionVersion]) -> list[SectionVersion]:
    """Return, of rows in the order of their numbers, those after which another person wrote, or nobody for PAUSE."""
    return [
        row
        for row, following in zip(rows, [*rows[1:], None], strict=False)
        if following is None
        or following.saved_by_id != row.saved_by_id
        or following.saved_at - row.saved_at > ONE_VERSION_WITHIN
    ]
