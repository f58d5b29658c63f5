"""Whether a plan is confirmed, by whom, and what has changed since."""

from collections.abc import Sequence
from dataclasses import dataclass

from meetings.data_plan.canonical_content import PlanContent, content_hash_of, describe_entry, title_of
from meetings.data_plan.enums import Side
from meetings.data_plan.models import DataPlanConfirmation, DataPlanVersion
from meetings.meeting.pages import MeetingPage
from meetings.meeting.template_change import ChangedEntry, Facts, compare


@dataclass(frozen=True)
class PlanAgreement:
    """How far the two sides agree on the present plan."""

    #: Each side's latest confirmation; None for a side that has confirmed nothing yet.
    latest: dict[Side, DataPlanConfirmation | None]
    #: The sides that have confirmed exactly the present plan.
    agree: frozenset[Side]
    #: The differences from the version that `since` confirmed, line by line.
    changes: list[ChangedEntry]
    since: DataPlanConfirmation | None

    @property
    def is_confirmed(self) -> bool:
        return len(self.agree) == len(Side)


def plan_agreement(meeting: MeetingPage, content: PlanContent, side: Side | None) -> PlanAgreement:
    """Compare `content`, the present plan, with the confirmations. One query.

    A person of a `side` sees what changed since that side confirmed; everybody else what changed since both sides did
    or, before that, since one did.
    """
    rows = DataPlanConfirmation.objects.filter(version__meeting=meeting).select_related("version", "by")
    confirmations = list(rows.order_by("version__number", "at"))
    latest: dict[Side, DataPlanConfirmation | None] = dict.fromkeys(Side)
    for one in confirmations:
        latest[Side(one.side)] = one
    now = content_hash_of(content)
    agree = frozenset(side for side, one in latest.items() if one and one.version.content_hash == now)
    since = (latest[side] if side else None) or _agreed_by_both(confirmations) or next(iter(confirmations[-1:]), None)
    changes = since_version(since.version, content) if since and since.version.content_hash != now else []
    return PlanAgreement(latest, agree, changes, since)


def since_version(version: DataPlanVersion, content: PlanContent) -> list[ChangedEntry]:
    """Return the lines added, changed and removed since `version`."""
    return compare(_things(version.content), _things(content))


def _agreed_by_both(confirmations: Sequence[DataPlanConfirmation]) -> DataPlanConfirmation | None:
    sides: dict[int, set[str]] = {}
    agreed = None
    for one in confirmations:
        sides.setdefault(one.version_id, set()).add(one.side)
        if len(sides[one.version_id]) == len(Side):
            agreed = one
    return agreed


def _things(content: PlanContent) -> dict[str, tuple[str, Facts]]:
    return {str(entry["id"]): (title_of(entry), describe_entry(entry)) for entry in content}
