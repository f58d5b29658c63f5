"""What an example can be built from: what one of the unit's leaders may see of a meeting and its unit."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.user import AnyUser
from foundation.text import danish_formats
from foundation.text.notation import to_blocks, to_plain
from foundation.translation.in_danish import in_danish
from media.enums import Audience
from meetings.agreements.models import Agreement, FollowUp
from meetings.evidence.body import answers_in
from meetings.evidence.cards import cards_of
from meetings.evidence.contribution.story_pieces import pieces_of
from meetings.evidence.kind_specs import spec_of
from meetings.evidence.models import Evidence
from meetings.evidence.sharing.confidentiality import confidentiality_reason
from meetings.evidence.visible_text import with_visible_text
from meetings.forum.enums import SourceKind
from meetings.meeting.pages import MeetingPage
from meetings.minutes.enums import MinutesState
from meetings.minutes.pages import MinutesPage
from meetings.minutes.record import ApprovalRecord
from meetings.support_requests.enums import SupportRequestState
from meetings.support_requests.models import SupportRequest
from meetings.units import access


@dataclass(frozen=True)
class SelectableSource:
    """One thing: `key` is what the form sends, `words` are quoted, `label` names the source in the example."""

    key: str
    kind: SourceKind
    words: str
    label: str
    #: The columns of its row as a source.
    row: dict[str, object]
    #: The heading above it on the page: an agenda item, a school year, the title of a contribution.
    about: str = ""
    #: What the page shows of `words`; "" for all.
    brief: str = ""
    #: Entries of what happened to an agreement or a wish, the newest first.
    history: tuple[str, ...] = ()
    status: str = ""
    initiative_id: int | None = None
    picture_url: str = ""
    picture_alt: str = ""
    #: Files that can be chosen in the next step.
    count: str = ""

    @property
    def shown(self) -> str:
        return self.brief or self.words


@dataclass(frozen=True)
class SourceGroup:
    title: str
    items: list[SelectableSource] = field(default_factory=list)


def selectable_sources(meeting: MeetingPage, user: AnyUser) -> list[SourceGroup]:
    """Return the groups in the order of the page, without empty ones; each source by its own rule of visibility. Its
    words and label are stored with the example, and Danish. Not evidence whose figures are confidential, nor wishes
    without an answer. The number of queries does not grow with the rows."""
    groups = [
        SourceGroup(_("From the approved minutes"), list(_passages(meeting, user))),
        SourceGroup(_("Agreements"), list(_agreements(meeting, user))),
        SourceGroup(_("Wishes and answers"), list(_wishes(meeting, user))),
        SourceGroup(_("What you brought"), list(_evidence(meeting, user))),
    ]
    return [group for group in groups if group.items]


def _passages(meeting: MeetingPage, user: AnyUser) -> Iterator[SelectableSource]:
    """Paragraphs and lists of the record that was approved, by agenda item."""
    read = access.visible_to(user, MinutesPage).filter(state=MinutesState.APPROVED, meeting=meeting)
    record = ApprovalRecord.objects.filter(minutes__in=read.order_by()).only("content", "minutes").first()
    if record is None:
        return
    for section in record.text.sections:
        with in_danish():
            label = _("Minutes of the dialogue meeting %(year)s, “%(item)s”")
        for number, block in enumerate(to_blocks(section.text)):
            lines = ["".join(run.text for run in line).strip() for line in block.lines]
            words = "\n".join(line if block.kind == "p" else f"• {line}" for line in lines if line)
            if words:
                yield SelectableSource(
                    f"afsnit-{section.id}-{number}", SourceKind.PASSAGE, words,
                    label % {"year": meeting.school_year, "item": section.title}, {"minutes_id": record.minutes_id},
                    about=section.title,
                )  # fmt: skip


def _agreements(meeting: MeetingPage, user: AnyUser) -> Iterator[SelectableSource]:
    """Those of this meeting, then those of earlier years; with what has been written about them since."""
    rows = access.visible_to(user, Agreement, Agreement.objects.with_origin()).filter(
        unit=meeting.unit_id, minutes__meeting__cycle__school_year__lte=meeting.school_year
    )
    rows = rows.order_by("-school_year", "due_on", "pk").prefetch_related("follow_ups")
    for one in rows:
        notes = list(one.follow_ups.all())
        newest = [_status(notes[0])] if notes else []
        with in_danish():
            label = _("Agreement from the dialogue meeting %(year)s") % {"year": one.school_year}
        yield SelectableSource(
            f"aftale-{one.pk}", SourceKind.AGREEMENT, "\n\n".join([one.text, *newest]),
            label, {"agreement_id": one.pk},
            about=_("Dialogue meeting %(year)s") % {"year": one.school_year},
            brief=one.text, history=tuple(_status(note) for note in notes), status=one.get_status_display(),
            initiative_id=one.initiative_id,
        )  # fmt: skip


@in_danish()
def _status(note: FollowUp) -> str:
    status = f"{danish_formats.format_date(note.noted_on)}: {note.get_status_display()}"
    return f"{status}. {note.note.strip()}" if note.note.strip() else f"{status}."


def _wishes(meeting: MeetingPage, user: AnyUser) -> Iterator[SelectableSource]:
    """Answered ones of this meeting, then those of earlier years."""
    answered = (SupportRequestState.ANSWERED, SupportRequestState.CLOSED)
    rows = access.visible_to(user, SupportRequest, SupportRequest.objects.with_origin()).filter(
        meeting__unit=meeting.unit_id, meeting__cycle__school_year__lte=meeting.school_year, state__in=answered
    )
    for one in rows.order_by("-meeting__cycle__school_year", "pk"):
        with in_danish():
            label = _("Wish to the administration from the dialogue meeting %(year)s") % {"year": one.school_year}
            said = [(_("The administration's answer"), one.answer), (_("What came of it"), one.outcome)]
        history = [f"{what}: {words.strip()}" for what, words in said if words.strip()]
        yield SelectableSource(
            f"oenske-{one.pk}", SourceKind.WISH, "\n\n".join([one.answered_text or one.text, *history]),
            label, {"wish_id": one.pk}, about=_("Dialogue meeting %(year)s") % {"year": one.school_year},
            brief=one.answered_text or one.text, history=tuple(history),
            status=one.get_state_display(), initiative_id=one.initiative_id,
        )  # fmt: skip


def _evidence(meeting: MeetingPage, user: AnyUser) -> Iterator[SelectableSource]:
    """Shared pieces that may become an example."""
    rows = access.visible_to(user, Evidence).filter(with_visible_text(), meeting=meeting.pk)
    rows = rows.exclude(audience=Audience.UNIT).select_related("unit", "owner", "meeting").order_by("pk")
    with in_danish():
        label = _("Contribution to the dialogue meeting %(year)s") % {"year": meeting.school_year}
    for card in cards_of(rows, today=timezone.localdate()):
        one = card.evidence
        if not confidentiality_reason(one):
            yield SelectableSource(
                f"bidrag-{one.pk}", SourceKind.EVIDENCE, evidence_text(one), label, {"evidence_id": one.pk},
                about=one.title, brief=card.extract, status=card.kind, initiative_id=one.initiative_id,
                count=card.count, picture_url=card.picture_url, picture_alt=card.picture_alt,
            )  # fmt: skip


def evidence_text(evidence: Evidence) -> str:
    """Return what was written in the piece, in reading order, without the words of its files."""
    shape = spec_of(evidence.kind)
    texts = [piece.text for piece in pieces_of(evidence.body, {})] if shape.is_stream else []
    texts = texts or list(answers_in(evidence.body, shape).values())
    return "\n\n".join(filter(None, (to_plain(text).strip() for text in texts)))
