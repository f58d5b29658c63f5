"""Write a change to the frame: what is proposed, and what the editors answer."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import Conflict, NotAllowed, Refusal, Refusals, TextMissing
from foundation.forms.optimistic_lock import bump_version
from meetings.insights.frame_changes.enums import DECIDED_STATES, ChangeState
from meetings.insights.frame_changes.models import FrameChange
from meetings.insights.frame_changes.quotes import Quote
from meetings.insights.frame_changes.reading import titles_to_choose
from meetings.moderation.submissions import waiting_step
from meetings.template.pages import TemplatePage
from meetings.units import access


@dataclass(frozen=True)
class WrittenChange:
    """What the form holds. `item` is a block id; empty for the meeting as a whole."""

    text: str
    item: str = ""
    state: ChangeState = ChangeState.PROPOSED
    answer: str = ""


class ExplanationMissing(Refusal):
    """A change is decided without saying what was changed, or why nothing was."""


class UnknownItem(Refusal):
    """The item is on neither agenda."""


class WaitsForApproval(Refusal):
    """The template is with another editor."""


class QuoteIsUsed(Conflict):
    """Another editor has made a change of the quote."""


def save_change(
    *,
    template: TemplatePage,
    written: WrittenChange,
    by: User,
    change: FrameChange | None = None,
    expected_version: int | None = None,
    quote: Quote | None = None,
) -> FrameChange:
    """Store a new change, of a `quote` or of the editors' own, or write an existing `change` anew.

    Raises NotAllowed, TextMissing, ExplanationMissing, UnknownItem, WaitsForApproval, QuoteIsUsed, ChangedMeanwhile.
    """
    if not access.of(by).has(Right.EDIT_TEMPLATES):
        raise NotAllowed(_("Only central editors decide what is changed in the template."))
    with transaction.atomic():
        page = TemplatePage.objects.select_for_update(of=("self",)).get(pk=template.pk)
        values: dict[str, Any] = {**_checked(page, written, change), **_decision(written, by)}
        if change is not None:
            change = bump_version(FrameChange.objects.filter(pk=change.pk, template=page), expected_version, **values)
        else:
            if quote is not None and FrameChange.objects.filter(template=page, quote_key=quote.key).exists():
                raise QuoteIsUsed(_("Another editor has taken up these words meanwhile. Look at the page again."))
            origin = {"quote": quote.text, "quote_key": quote.key} if quote is not None else {}
            change = FrameChange.objects.create(template=page, created_by=by, **origin, **values)
        audit.record("frame_change.written", change, by=by, template=page.pk, state=str(written.state))
    return change


def _checked(page: TemplatePage, written: WrittenChange, change: FrameChange | None) -> dict[str, str | None]:
    """The values of text and item."""
    refusals = Refusals()
    if waiting_step(page) is not None:
        refusals.add(
            WaitsForApproval(_("The template waits for another editor. Decide when it is approved or sent back."))
        )
    if not written.text.strip():
        refusals.add(TextMissing(_("Write the proposal in a few words."), field="text"))
    if written.state in DECIDED_STATES and not written.answer.strip():
        if written.state == ChangeState.TAKEN:
            refusals.add(
                ExplanationMissing(_("Write what you have changed, so that the units can read it."), field="answer")
            )
        else:
            refusals.add(ExplanationMissing(_("Write why, so that the units can read it."), field="answer"))
    titles = titles_to_choose(page)
    if change is not None and change.block_id:  # an item that has left both agendas since keeps its title
        titles.setdefault(str(change.block_id), change.item_title)
    if written.item and written.item not in titles:
        refusals.add(UnknownItem(_("The item is not on the agenda any more. Choose another."), field="item"))
    refusals.raise_any()
    return {
        "text": written.text.strip(), "block_id": written.item or None, "item_title": titles.get(written.item, "")
    }  # fmt: skip


def _decision(change: WrittenChange, by: User) -> dict[str, object]:
    is_decided = change.state in DECIDED_STATES
    return {
        "state": change.state,
        "answer": change.answer.strip(),
        "decided_by": by if is_decided else None,
        "decided_at": timezone.now() if is_decided else None,
    }
