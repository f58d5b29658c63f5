"""Hide again what was objected to, withdrawn or taken down after the backup was made.

Nothing is shown again that was closed since: whoever decided that decides once more.
"""

from datetime import date

from django.db.models import F
from wagtail.models import Page

from foundation.deletion_ledger.ledger_file import LedgerLine
from home.restoring.actor import actor_of
from media.enums import Audience, ObjectionDecision
from media.media_item import MediaItem
from media.privacy.objection import Objection
from media.privacy.sync_hidden_item import sync_hidden_item
from meetings.evidence.evidence_versions import bump_evidence_version
from meetings.evidence.models import Evidence
from meetings.evidence.objections.sync_hidden_evidence import sync_hidden_evidence
from meetings.evidence.signals import evidence_hidden
from meetings.figures.models import Dataset
from meetings.figures.raise_minimum import apply_minimum
from meetings.forum.building.sources import source_evidence
from meetings.forum.enums import CLEARED_STATES, ExampleState
from meetings.forum.pages import ExamplePage
from meetings.forum.revoke_clearance import back_to_meeting, revoke_clearance
from meetings.insights.area_note.enums import DECIDED_STATES, Clearance, NoteState
from meetings.insights.area_note.pages import AreaNotePage, QuotedPassage
from meetings.minutes.remarks.enums import AuthorChoice
from meetings.minutes.remarks.models import Remark
from meetings.support_requests.enums import SupportRequestState
from meetings.support_requests.models import SupportRequest


def register_objection(line: LedgerLine) -> bool:
    """Register it again, under its number: what it is about is hidden. Its reason is in no ledger."""
    data, pk = line.data, int(line.object_id)
    evidence = Evidence.objects.filter(pk=data["evidence"] or 0).first()
    item = MediaItem.objects.filter(key=data["item"]).first() if data["item"] else None
    about = item if data["item"] else evidence
    if about is None or Objection.objects.filter(pk=pk).exists():
        return False
    by, decided = actor_of(line), data["upheld"]
    Objection.objects.create(
        pk=pk, evidence=evidence, item_key=item.key if item else None, item_kind=item.kind if item else "",
        kind=data["kind"], objector=data["objector"], received_on=date.fromisoformat(data["received_on"]),
        registered_at=line.at, registered_by=by, decided_at=line.at if decided else None,
        decision=ObjectionDecision.UPHELD if decided else ObjectionDecision.PENDING, decided_by=by if decided else None,
    )  # fmt: skip
    sync_hidden_item(evidence_id=data["evidence"], item_key=item.key if item else None, by=by)
    if evidence is not None:
        sync_hidden_evidence(bump_evidence_version(evidence, None), by=by)
    return True


def uphold_objection(line: LedgerLine) -> bool:
    undecided = Objection.objects.undecided().filter(pk=line.object_id)
    decision = ObjectionDecision.UPHELD
    return bool(undecided.update(decision=decision, decided_at=line.at, decided_by=actor_of(line)))


def unshare(line: LedgerLine) -> bool:
    """Make the contribution a draft of the unit again. What leaders read in the forum was taken down first, by a line
    of its own."""
    current = Evidence.objects.select_for_update().filter(pk=line.object_id).exclude(audience=Audience.UNIT).first()
    if current is None:
        return False
    current.audience, current.handed_in_at = Audience.UNIT, None
    current.save()
    evidence_hidden.send(Evidence, evidence=current, by=actor_of(line))
    return True


def take_down_example(line: LedgerLine) -> bool:
    shown = ExamplePage.objects.filter(pk=line.object_id, state__in=CLEARED_STATES)
    state = ExampleState.TAKEN_DOWN
    if not shown.update(state=state, live=False, go_live_at=None, version=F("version") + 1):
        return False
    example = ExamplePage.objects.get(pk=line.object_id)
    example.unschedule()
    back_to_meeting([piece.pk for piece in source_evidence(example)])
    return True


def revoke_clearance_of(line: LedgerLine) -> bool:
    cleared = ExamplePage.objects.filter(pk=line.object_id, state__in=CLEARED_STATES)
    if not cleared.exists():
        return False
    revoke_clearance(cleared, by=None)
    return True


def withdraw_note(line: LedgerLine) -> bool:
    """Make the note a draft again; the units are asked about their words again."""
    decided = AreaNotePage.objects.filter(pk=line.object_id, state__in=(NoteState.SUBMITTED, *DECIDED_STATES))
    changed = decided.update(
        state=NoteState.DRAFT, live=False, submitted_by=None, submitted_at=None, approved_by=None, approved_at=None,
        published_at=None, version=F("version") + 1,
    )  # fmt: skip
    asked = QuotedPassage.objects.filter(note__pk=line.object_id, clearing__in=[Clearance.ASKED, Clearance.YES])
    return bool(changed and (asked.update(clearing=Clearance.NOT_ASKED) or changed))


def refuse_passage(line: LedgerLine) -> bool:
    """Store a no again. A yes is asked for anew."""
    if line.data["answer"] != Clearance.NO:
        return False
    passages = QuotedPassage.objects.filter(pk=line.object_id).exclude(clearing=Clearance.NO)
    return bool(passages.update(clearing=Clearance.NO, answered_at=line.at, version=F("version") + 1))


def withdraw_remark(line: LedgerLine) -> bool:
    """Withdraw the remark again; another text is gone with what was written since."""
    if line.data["choice"] != AuthorChoice.WITHDRAWN:
        return False
    remarks = Remark.objects.filter(pk=line.object_id).exclude(choice=AuthorChoice.WITHDRAWN)
    return bool(remarks.update(choice=AuthorChoice.WITHDRAWN, version=F("version") + 1))


def withdraw_wish(line: LedgerLine) -> bool:
    wish = SupportRequest.objects.filter(pk=line.object_id).exclude(state=SupportRequestState.WITHDRAWN).first()
    if wish is None:
        return False
    wish.state, wish.version = SupportRequestState.WITHDRAWN, wish.version + 1
    wish.save(update_fields=["state", "version"])
    return True


def raise_minimum(line: LedgerLine) -> bool:
    """Suppress the numbers that a higher minimum hid."""
    lower = Dataset.objects.filter(pk=line.data["dataset"], minimum_count__lt=line.data["minimum"])
    dataset = lower.select_related("type", "evidence").first()
    if dataset is None:
        return False
    apply_minimum(dataset, line.data["minimum"], by=None)
    return True


def unpublish(line: LedgerLine) -> bool:
    """Unpublish a page that somebody took down in the Wagtail admin, or that has expired."""
    page = Page.objects.filter(pk=line.object_id, live=True).first()
    if page is None:
        return False
    page.specific.unpublish(log_action=False)
    return True
