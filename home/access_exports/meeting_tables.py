"""A meeting's agreements, wishes, participants and data plan: as blocks to read, and as tables."""

from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _

from foundation.text.danish_formats import format_date
from foundation.text.data_package import ResourceField
from home.access_exports.extract import Extract
from meetings.agreements.follow_up_talk.models import FollowUpTalk
from meetings.agreements.models import Agreement
from meetings.data_plan.canonical_content import PlanContent, title_of
from meetings.data_plan.enums import Side
from meetings.data_plan.models import DataPlanVersion
from meetings.exports.content.document import Block, Facts, Heading, Listing, Paragraph, plain_line
from meetings.exports.content.texts import from_plain_text, quiet
from meetings.exports.models import JournalEntry
from meetings.meeting.pages import MeetingPage
from meetings.support_requests.models import SupportRequest


@dataclass(frozen=True)
class MeetingRecords:
    """The agreements of approved minutes, the wishes, and the data plan that both sides confirmed last. Before the
    meeting is convened the wishes and the plan are the unit's own, and left out."""

    agreements: list[Agreement]
    wishes: list[SupportRequest]
    plan: PlanContent | None

    @classmethod
    def from_meeting(cls, meeting: MeetingPage) -> "MeetingRecords":
        agreements = Agreement.objects.filter(minutes__meeting=meeting).select_related("unit")
        rows = list(agreements.prefetch_related("follow_ups").order_by("pk"))
        if meeting.invited_at is None:
            return cls(rows, [], None)
        wishes = SupportRequest.objects.not_withdrawn().filter(meeting=meeting).order_by("pk")
        versions = DataPlanVersion.objects.filter(meeting=meeting).annotate(sides=Count("confirmations"))
        confirmed = versions.filter(sides=len(Side)).last()
        return cls(rows, list(wishes), confirmed.content if confirmed else None)


def what_was_agreed(meeting: MeetingPage, agreed: MeetingRecords) -> list[Block]:
    """Return agreements with their statuses, wishes with their answers, held follow-up talks, and where it is
    journalised."""
    blocks: list[Block] = [Heading(_("Agreements"))]
    for number, row in enumerate(agreed.agreements, start=1):
        facts = Facts((
            (_("Owner"), row.facts.owner_in_words(meeting.unit.title)), (_("By when"), format_date(row.due_on)),
            (_("Status"), str(row.get_status_display())),
        ))  # fmt: skip
        blocks += [Heading(_("Agreement %(number)s") % {"number": number}, level=2), *from_plain_text(row.text), facts]
        statuses = [
            plain_line(": ".join(filter(None, [f"{format_date(one.noted_on)}, {one.get_status_display()}", one.note])))
            for one in row.follow_ups.all()
        ]
        blocks += [Listing(tuple(statuses))] if statuses else []
    blocks += [] if agreed.agreements else [quiet(_("Nothing is agreed."))]
    blocks.append(Heading(_("Wishes to the administration")))
    for number, wish in enumerate(agreed.wishes, start=1):
        facts = Facts(tuple(
            (term, value) for term, value in (
                (_("State"), str(wish.get_state_display())), (_("Answer"), wish.answer),
                (_("What came of it"), wish.outcome),
            ) if value
        ))  # fmt: skip
        blocks += [Heading(_("Wish %(number)s") % {"number": number}, level=2), *from_plain_text(wish.text), facts]
    blocks += [] if agreed.wishes else [quiet(_("There are no wishes."))]
    for talk in FollowUpTalk.objects.filter(meeting=meeting, held_on__isnull=False):
        title = _("Follow-up on %(day)s") % {"day": format_date(talk.held_on)}
        blocks += [Heading(title), *from_plain_text(talk.summary)]
    entry = JournalEntry.objects.filter(minutes__meeting=meeting).first()
    if entry:
        words = " · ".join(filter(None, [entry.case_number, entry.document_number]))
        blocks += [Heading(_("Journalised")), Paragraph(plain_line(words))]
    return blocks


def put_tables(extract: Extract, meeting: MeetingPage, agreed: MeetingRecords) -> None:
    if meeting.invited_at is not None:
        extract.put_table(
            "deltagere", _("Participants"), _columns("navn", "rolle", "fremmoede"),
            [
                (one.name, one.get_role_display(), one.get_attendance_display())
                for one in meeting.participants.order_by("pk")
            ],
        )  # fmt: skip
    extract.put_table(
        "aftaler", _("Agreements"),
        [ResourceField("nummer", "integer"), *_columns("aftale", "ejer"), ResourceField("frist", "date"),
         ResourceField("status")],
        [
            (row.pk, row.text, row.facts.owner_in_words(meeting.unit.title), row.due_on, row.get_status_display())
            for row in agreed.agreements
        ],
    )  # fmt: skip
    extract.put_table(
        "statusser", _("Statuses of agreements"),
        [ResourceField("aftale", "integer"), ResourceField("dato", "date"), *_columns("status", "note"),
         ResourceField("ny_frist", "date")],
        [
            (row.pk, one.noted_on, one.get_status_display(), one.note, one.new_due_on)
            for row in agreed.agreements for one in row.follow_ups.all()
        ],
    )  # fmt: skip
    extract.put_table(
        "oensker", _("Wishes to the administration"),
        [*_columns("oenske", "tilstand", "svar", "hvad_der_kom_ud_af_det"), ResourceField("oensket", "datetime")],
        [(one.text, one.get_state_display(), one.answer, one.outcome, one.created_at) for one in agreed.wishes],
    )  # fmt: skip
    if agreed.plan is not None:
        extract.put_table(
            "dataplan", _("Data plan"), [*_columns("data", "om_hvad", "note"), ResourceField("frist", "date")],
            [
                (title_of(one), one.get("about") or one.get("questions"), one.get("note"), one["due_on"])
                for one in agreed.plan
            ],
        )  # fmt: skip


def _columns(*names: str) -> list[ResourceField]:
    return [ResourceField(name) for name in names]
