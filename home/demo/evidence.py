"""Add the demo's evidence to a meeting, with the same actions that people use."""

from datetime import date, timedelta
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from home.demo.data_plans import place_of
from home.demo.evidence_text import DemoEvidence
from home.demo.films import CAPTIONS, film
from home.demo.pictures import picture
from home.demo.run_tasks import run_due_tasks
from home.demo.sounds import tune
from media.privacy.set_privacy import PrivacyAnswers
from meetings.evidence.contribution.create_evidence import create_evidence
from meetings.evidence.contribution.save_evidence import EvidenceFacts, save_evidence
from meetings.evidence.data_plan_adapter import KIND_OF_DATA
from meetings.evidence.enums import EvidenceKind
from meetings.evidence.files.attach_captions import attach_captions
from meetings.evidence.files.attach_files import attach_files
from meetings.evidence.files.file_descriptions import Description
from meetings.evidence.files.load_media import items_by_key
from meetings.evidence.models import Evidence
from meetings.evidence.sharing.share_evidence import share_evidence
from meetings.meeting.agenda import agenda_of
from meetings.meeting.pages import MeetingPage
from snippets.models import Goal


def bring(
    piece: DemoEvidence, meeting: MeetingPage, by: User, today: date, *, shared_by: User | None, seed: int = 1
) -> Evidence:
    """Create one contribution as a draft of `by`; with `shared_by`, share it with the meeting. `seed` varies the
    pictures."""
    page = create_evidence(meeting=meeting, kind=EvidenceKind(piece.kind), by=by, today=today)
    files = [
        SimpleUploadedFile(f"billede-{number}.jpg", picture(photo.scene, seed + number), "image/jpeg")
        for number, photo in enumerate(piece.photos)
    ]
    if piece.film:
        files.append(SimpleUploadedFile("film.mp4", film(piece.film, seed), "video/mp4"))
    if piece.sound:
        files.append(SimpleUploadedFile("sang.mp3", tune(), "audio/mpeg"))
    if files:
        page = attach_files(evidence=page, files=files, by=by, today=today).evidence
        run_due_tasks()
    page = save_evidence(
        evidence=page,
        expected_version=page.version,
        by=by,
        today=today,
        answers=piece.fields or None,
        about=EvidenceFacts(
            title=piece.title,
            item=agenda_of(meeting)[piece.item].row,
            perspective=piece.perspective,
            source=piece.source,
            observed_on=today - timedelta(days=9),
            goal_id=goal_for(piece.perspective),
            slot_id=place_of(meeting, piece.perspective, KIND_OF_DATA[piece.kind]),
        ),
        media=_descriptions(piece, page, today),
        privacy=PrivacyAnswers(
            legal_basis="public_task",
            depicts_children="not_identifiable",
            purpose="At vise vores arbejde på dialogmødet",
        ),
    )
    for _placed, item in items_by_key(page).values():
        if piece.film and item.spec.accepts_captions:
            captions = SimpleUploadedFile("undertekster.vtt", CAPTIONS.encode(), "text/vtt")
            attach_captions(evidence=page, film=item, upload=captions, by=by)
    page.refresh_from_db()
    if shared_by is not None:
        page = share_evidence(evidence=page, expected_version=page.version, by=shared_by, today=today)
    return page


def goal_for(perspective: str) -> int | None:
    """Return the id of the goal that the demo gives evidence of this perspective, or None."""
    name = {"children": "Børn har indflydelse på deres hverdag", "staff": "Alle børn oplever, at de hører til"}
    return Goal.objects.filter(name=name.get(perspective, "")).values_list("pk", flat=True).first()


def _descriptions(piece: DemoEvidence, page: Evidence, today: date) -> dict[UUID, Description]:
    keys = list(items_by_key(page))
    keep_until = today + timedelta(days=360)
    if piece.film or piece.sound:
        return {keys[0]: Description(transcript=piece.transcript, depicts_children="none", legal_basis="no_persons",
                                     delete_after=keep_until)}  # fmt: skip
    return {
        key: Description(alt_text=photo.alt, caption=photo.caption, depicts_children="none", legal_basis="no_persons",
                         delete_after=keep_until)
        for key, photo in zip(keys, piece.photos, strict=True)
    }  # fmt: skip
