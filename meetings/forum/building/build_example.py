"""Make the draft of an example from what was ticked."""

import json
import secrets
import uuid
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, Refusal, Refusals
from foundation.stream_data import raw_blocks
from foundation.text.danish_slug import danish_slug
from meetings.forum.building.selectable_sources import SelectableSource, selectable_sources
from meetings.forum.enums import ExampleState
from meetings.forum.example_data import ExampleTooShort
from meetings.forum.pages import ExamplePage, ExampleSource, ForumPage
from meetings.meeting.pages import MeetingPage
from meetings.units import access

MAX_SOURCES = 30


class SelectionSizeWrong(Refusal):
    """Nothing, or too much, was ticked."""


class NotSelectable(Refusal):
    """Something that was ticked is not, or no longer, among what this person may use."""


def build_example(*, meeting: MeetingPage, title: str, ticked: Sequence[str], by: User) -> ExamplePage:
    """Create a DRAFT whose body quotes each ticked thing (keys of `selectable_sources`), in the order of the page; it
    is then written on and proposed with `edit_example`. Raises NotAllowed, ExampleTooShort, SelectionSizeWrong,
    NotSelectable."""
    if not access.of(by).may(Right.PROPOSE_EXAMPLE, meeting.unit) or not access.may_see(by, meeting):
        raise NotAllowed(_("Only the unit's leaders propose examples."))
    wrong = Refusals()
    if not title.strip():
        wrong.add(ExampleTooShort(_("Give the example a title."), field="title"))
    if not ticked:
        wrong.add(SelectionSizeWrong(_("Tick what the example is built from."), field="ticked"))
    if len(set(ticked)) > MAX_SOURCES:
        wrong.add(
            SelectionSizeWrong(
                _("Tick at most %(most)s things for one example.") % {"most": MAX_SOURCES}, field="ticked"
            )
        )
    wrong.raise_any()
    with transaction.atomic():
        there = {one.key: one for group in selectable_sources(meeting, by) for one in group.items}
        if not there.keys() >= set(ticked):
            message = _("Something you ticked can't be used any more. Look through the list, and make the draft again.")
            raise NotSelectable(message, field="ticked")
        chosen = [one for key, one in there.items() if key in ticked]
        example = _draft(meeting, title.strip(), chosen, by)
        ForumPage.objects.select_for_update().get().add_child(instance=example)
        ids = [block["id"] for block in raw_blocks(example.body)]
        ExampleSource.objects.bulk_create(
            ExampleSource(example=example, block_id=block, position=place, words=one.words, **one.row)
            for place, (block, one) in enumerate(zip(ids, chosen, strict=True))
        )
        example.save_revision(user=by, clean=False)
        audit.record("example.drafted", example, by=by, unit_id=meeting.unit_id, sources=len(chosen))
    return example


def _draft(meeting: MeetingPage, title: str, chosen: list[SelectableSource], by: User) -> ExamplePage:
    rows = [one.row for one in chosen]
    blocks = [
        {"type": one.kind.value, "id": str(uuid.uuid4()), "value": {"text": one.words, "source": one.label}}
        for one in chosen
    ]
    return ExamplePage(
        title=title,
        draft_title=title,
        slug=f"{danish_slug(title, max_length=60) or 'eksempel'}-{secrets.token_hex(3)}",
        unit=meeting.unit,
        unit_kind=meeting.unit.kind,
        school_year=meeting.school_year,
        evidence_id=next((row["evidence_id"] for row in rows if "evidence_id" in row), None),
        agreement_id=next((row["agreement_id"] for row in rows if "agreement_id" in row), None),
        initiative_id=next((one.initiative_id for one in chosen if one.initiative_id), None),
        body=json.dumps(blocks),
        contact=by.name[:200],
        state=ExampleState.DRAFT,
        owner=by,
        live=False,
    )
