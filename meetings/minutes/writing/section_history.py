"""Read and write the versions of sections (`SectionVersion`) within one save."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from accounts.user import User
from meetings.minutes.writing.section_version import SectionVersion
from meetings.minutes.writing.sections import Key, Values, fingerprint


@dataclass(frozen=True)
class _NewestVersion:
    number: int
    fingerprint: str


class History:
    """The versions of some sections of a meeting. Its draft is locked by the caller, so that numbers do not collide."""

    def __init__(self, meeting_id: int, keys: Collection[Key]) -> None:
        self.meeting_id = meeting_id
        rows = SectionVersion.objects.filter(
            meeting=meeting_id, part__in={part for part, _row in keys}, row_id__in={row_id for _part, row_id in keys}
        )
        found = rows.order_by("number").values_list("part", "row_id", "number", "fingerprint")
        self.newest = {(part, row_id): _NewestVersion(number, mark) for part, row_id, number, mark in found}

    def knows(self, key: Key) -> bool:
        return key in self.newest

    def content(self, key: Key, mark: str) -> Values:
        """What the section contained when it had this fingerprint; None if that is not known."""
        rows = SectionVersion.objects.filter(meeting=self.meeting_id, part=key[0], row_id=key[1], fingerprint=mark)
        return rows.values_list("content", flat=True).order_by("number").last()

    def last_writer(self, key: Key) -> tuple[User | None, datetime | None]:
        rows = SectionVersion.objects.filter(meeting=self.meeting_id, part=key[0], row_id=key[1])
        last = rows.select_related("saved_by").order_by("number").last()
        return (last.saved_by, last.saved_at) if last else (None, None)

    def add(
        self,
        before: Mapping[Key, Values],
        changed: Mapping[Key, Values],
        *,
        minutes_version: int,
        by: User,
        at: datetime | None,
    ) -> None:
        """Keep the changed sections as their newest versions. What stood there `before`, and was not written by this
        way, is kept first."""
        rows = []
        for key, values in changed.items():
            newest = self.newest.get(key, _NewestVersion(0, ""))
            if newest.fingerprint != fingerprint(before.get(key)):
                newest = _NewestVersion(newest.number + 1, fingerprint(before.get(key)))
                rows.append(self._row(key, newest, before.get(key)))
            newest = _NewestVersion(newest.number + 1, fingerprint(values))
            row = self._row(key, newest, values)
            row.minutes_version, row.saved_by, row.saved_at = minutes_version, by, at or timezone.now()
            rows.append(row)
            self.newest[key] = newest
        SectionVersion.objects.bulk_create(rows)

    def _row(self, key: Key, version: _NewestVersion, values: Values) -> SectionVersion:
        return SectionVersion(
            meeting_id=self.meeting_id, part=key[0], row_id=key[1], number=version.number,
            fingerprint=version.fingerprint, content=values,
        )  # fmt: skip
