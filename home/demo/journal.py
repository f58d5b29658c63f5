"""The demo's records system: its KLE numbers, and the case numbers of past years' minutes."""

from datetime import date

from wagtail.models import Site

from home.demo.clock import demo_clock
from home.demo.meetings import Cast
from meetings.exports.document_settings import DocumentSettings
from meetings.exports.record_journal_entry import record_journal_entry
from meetings.minutes.record import ApprovalRecord

#: Approved last; they are not journalised yet.
WAITING = 4


def journalise(casts: dict[str, Cast], today: date) -> None:
    """Note where the approved minutes are, but for the latest."""
    settings = DocumentSettings.for_site(Site.objects.get(is_default_site=True))
    settings.kle_schools, settings.kle_daycare, settings.kle_facet = "17.01.00", "28.06.00", "G01"
    settings.save()
    records = ApprovalRecord.objects.select_related("minutes__unit__area").order_by("approved_at", "pk")
    with demo_clock(today):
        for number, record in enumerate(list(records)[:-WAITING], start=1):
            case, by = f"{record.approved_at.year}-{4100 + 7 * number:06}", casts[record.minutes.unit.slug].chef
            document = f"{210000 + 13 * number}"
            record_journal_entry(
                minutes=record.minutes, case_number=case, document_number=document, expected_version=0, by=by
            )
