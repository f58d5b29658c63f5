"""The facts by which a records system files a document, as JSON and as CSV."""

import json
from dataclasses import asdict, dataclass, replace

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.municipality import Municipality
from foundation.text.spreadsheet import as_csv
from meetings.exports.content.minutes import MinutesSource
from meetings.exports.document_settings import DocumentSettings
from meetings.exports.models import JournalEntry
from meetings.minutes.reading import short_hash


@dataclass(frozen=True)
class Metadata:
    """The names are the keys of metadata.json and the columns of metadata.csv. Dates are ISO 8601.

    `owner` sent the minutes for approval and answers for their text. `left_out`: what is not in the package, and why.
    """

    title: str
    date: str
    school_year: str
    parties: list[str]
    unit: str
    municipality: str
    kle_number: str
    kle_facet: str
    document_type: str
    owner: str
    approver: str
    approved_at: str
    content_hash: str
    control_number: str
    case_number: str
    document_number: str
    files: list[str]
    left_out: list[str]

    def with_files(self, files: list[str], left_out: list[str]) -> "Metadata":
        return replace(self, files=files, left_out=left_out)

    def as_json(self) -> bytes:
        return (json.dumps(asdict(self), ensure_ascii=False, indent=2) + "\n").encode()

    def as_csv(self) -> bytes:
        """One row; lists are joined by semicolons within their cell."""
        facts = asdict(self)
        return as_csv([list(facts), ["; ".join(one) if isinstance(one, list) else one for one in facts.values()]])


def law_points_csv(source: MinutesSource) -> bytes:
    """Return the demands of § 40 a as they were frozen with the minutes, one a row."""
    header = [_("Number"), _("Demand"), _("Met"), _("How it is met")]
    rows = [
        [str(one.id), one.demand, _("Yes") if one.is_met else _("No"), one.answer] for one in source.text.law_points
    ]
    return as_csv([header, *rows])


def metadata_of(source: MinutesSource) -> Metadata:
    """Return the facts of approved minutes, still without the files. Four queries."""
    record, meeting, here = source.record, source.text.meeting, Municipality.here()
    minutes = record.minutes
    submission = minutes.submissions.filter(content_hash=record.content_hash).select_related("submitted_by").last()
    entry = JournalEntry.objects.filter(minutes=minutes).first()
    filing = DocumentSettings.here()
    title = _("Minutes of the dialogue meeting %(year)s") % {"year": meeting.school_year}
    return Metadata(
        title=f"{title}, {meeting.unit}",
        date=meeting.held_on.isoformat() if meeting.held_on else "",
        school_year=meeting.school_year,
        parties=[here.name, meeting.unit],
        unit=meeting.unit,
        municipality=here.name,
        kle_number=filing.kle_number(minutes.unit.kind),
        kle_facet=filing.kle_facet,
        document_type=filing.document_type,
        owner=str(submission.submitted_by) if submission else "",
        approver=str(record.approved_by),
        approved_at=timezone.localtime(record.approved_at).isoformat(timespec="seconds"),
        content_hash=record.content_hash,
        control_number=short_hash(record.content_hash),
        case_number=entry.case_number if entry else "",
        document_number=entry.document_number if entry else "",
        files=[],
        left_out=[],
    )
