"""Evidence as the data plan needs it (settings.DATA_PLAN_CONTENTS): what was contributed, and which slot it fills."""

from collections.abc import Iterable, Mapping

from accounts.user import AnyUser
from meetings.data_plan.coverage import Contribution
from meetings.data_plan.enums import DataKind
from meetings.data_plan.reading import PlanContents, SlotContribution
from meetings.evidence.models import Evidence
from meetings.evidence.visible_text import with_visible_text
from meetings.meeting.pages import MeetingPage
from meetings.units import access

#: By value of EvidenceKind; a test checks that every kind is mapped.
KIND_OF_DATA: Mapping[str, DataKind] = {
    "photos": DataKind.PICTURES,
    "film": DataKind.PICTURES,
    "sound": DataKind.STORIES,
    "story": DataKind.STORIES,
    "practice_narrative": DataKind.STORIES,
    "observation": DataKind.OBSERVATIONS,
    "childrens_voice": DataKind.STORIES,
    "document": DataKind.DOCUMENTS,
    "figures": DataKind.FIGURES,
}


def plan_contents(meeting: MeetingPage, user: AnyUser) -> PlanContents:
    """Return the meeting's evidence that `user` may see. Drafts are visible only to those who gather. One query."""
    rows = access.visible_to(user, Evidence).filter(with_visible_text(), meeting=meeting).defer("body")
    pieces = list(rows.order_by("shared_at", "pk"))
    fillings: dict[int, list[SlotContribution]] = {}
    for evidence in pieces:
        evidence.meeting, evidence.unit = meeting, meeting.unit
        if evidence.slot_id:
            fillings.setdefault(evidence.slot_id, []).append(
                SlotContribution(evidence.title, evidence.get_url(), evidence.is_shared)
            )
    return PlanContents(brought_by(pieces), fillings)


def brought_by(pieces: Iterable[Evidence]) -> list[Contribution]:
    return [
        Contribution(evidence.perspective, KIND_OF_DATA[evidence.kind], evidence.is_shared, evidence.slot_id)
        for evidence in pieces
    ]
