"""Add figures: create a draft of the unit with a dataset in it."""

from datetime import date

from django.db import transaction

from accounts.user import User
from foundation import audit
from meetings.evidence.body import BodyFigures, figures_in, set_body, with_figures
from meetings.evidence.contribution.create_evidence import create_evidence
from meetings.evidence.contribution.titles import suggested_title
from meetings.evidence.enums import EvidenceKind
from meetings.evidence.evidence_versions import bump_evidence_version, save_evidence_revision
from meetings.evidence.models import Evidence
from meetings.figures.models import Dataset
from meetings.figures.save_figures import DatasetFacts, write_dataset
from meetings.figures.table import Table
from meetings.meeting.item import MeetingItem
from meetings.meeting.pages import MeetingPage


def add_figures(
    *,
    meeting: MeetingPage,
    facts: DatasetFacts,
    table: Table,
    by: User,
    today: date,
    item: MeetingItem | None = None,
    form_key: str = "",
) -> Evidence:
    """Create a draft with the figures as they may be shown; suppressed numbers are stored nowhere.

    A form sent twice adds them once. Raises NotAllowed, GatheringIsOver, MinimumLowered, TooFewAnswers,
    ContainsCpr; then nothing is stored.
    """
    with transaction.atomic():
        evidence = create_evidence(
            meeting=meeting, kind=EvidenceKind.FIGURES, by=by, today=today, item=item, form_key=form_key
        )
        if figures_in(evidence.body):
            return evidence
        current = bump_evidence_version(evidence, None)
        dataset = Dataset(unit_id=current.unit_id, meeting_id=current.meeting_id, evidence=current, created_by=by)
        write_dataset(dataset, facts, table, by=by)
        set_body(current, with_figures(current.body, BodyFigures(dataset.pk)))
        current.title = dataset.title or suggested_title(current.kind, current.body, today)
        save_evidence_revision(current, by=by)
        audit.record(
            "evidence.figures_added", current, by=by, unit_id=current.unit_id, dataset=dataset.pk, kind=facts.type.kind
        )
    return current
