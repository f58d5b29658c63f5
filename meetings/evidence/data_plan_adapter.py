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
    pages = list(rows.order_by("shared_at", "pk"))
    fillings: dict[int, list[SlotContribution]] = {}
    for page in pages:
        page.meeting, page.unit = meeting, meeting.unit
        if page.slot_id:
            fillings.setdefault(page.slot_id, []).append(SlotContribution(page.title, page.get_url(), page.is_shared))
    return PlanContents(brought_by(pages), fillings)


def brought_by(pages: Iterable[Evidence]) -> list[Contribution]:
    return [Contribution(page.perspective, KIND_OF_DATA[page.kind], page.is_shared, page.slot_id) for page in pages]
