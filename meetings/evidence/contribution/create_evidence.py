"""Create a piece of evidence: a draft of the unit."""

import secrets
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed
from meetings.data_plan.models import DataPlanLine
from meetings.evidence.contribution.open_for_evidence import require_gathering
from meetings.evidence.contribution.titles import suggested_title
from meetings.evidence.enums import EvidenceKind
from meetings.evidence.kind_specs import spec_of
from meetings.evidence.models import Evidence
from meetings.evidence.permissions import may_add
from meetings.evidence.retention.text_privacy import default_depicts_children, default_text_delete_after
from meetings.meeting.item import MeetingItem
from meetings.meeting.pages import MeetingPage


def create_evidence(
    *,
    meeting: MeetingPage,
    kind: EvidenceKind,
    by: User,
    today: date,
    item: MeetingItem | None = None,
    slot: DataPlanLine | None = None,
    form_key: str = "",
) -> Evidence:
    """Create an empty draft under `meeting`, visible to the unit only, with the date of deletion of its kind.

    `slot` is the line of the meeting's data plan that it is to fill; its perspective and agenda item are taken over.
    `form_key` identifies the form: a form sent twice, because the answer was lost or the button was pressed twice,
    creates one draft. Raises NotAllowed, GatheringIsOver.
    """
    if not may_add(by, meeting):
        raise NotAllowed(_("You cannot add to this meeting."))
    require_gathering(meeting)
    if slot is not None and slot.meeting_id != meeting.pk:
        slot = None  # ignore a line of another meeting's plan
    slug = f"{spec_of(kind).word}-{form_key or secrets.token_hex(6)}"
    with transaction.atomic():
        MeetingPage.objects.select_for_update(of=("self",)).get(pk=meeting.pk)  # the same form sent twice waits here
        known = Evidence.objects.filter(meeting=meeting, slug=slug).first()
        if known is not None and known.owner_id == by.pk:
            return known
        if known is not None:  # the key of somebody else's draft must not give access to it
            slug = f"{spec_of(kind).word}-{secrets.token_hex(6)}"
        evidence = Evidence.objects.create(
            title=suggested_title(kind, [], today),
            slug=slug,
            meeting=meeting,
            unit_id=meeting.unit_id,
            kind=kind,
            perspective=spec_of(kind).perspective or (slot.perspective if slot else ""),
            item=item or (slot.item if slot else None),
            slot=slot,
            observed_on=today,
            depicts_children=default_depicts_children(kind),
            delete_after=default_text_delete_after(kind, today),
            owner=by,
        )
        evidence.save_revision(user=by, clean=False)
        audit.record("evidence.created", evidence, by=by, unit_id=evidence.unit_id, kind=kind)
    return evidence
