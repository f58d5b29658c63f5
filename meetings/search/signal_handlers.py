"""Hide, remove and renew search entries when an object is saved or deleted."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import COMMENTS_RELATION_NAME
from wagtail.search import index

from media.media_item import MediaItem
from meetings.agreements.models import Agreement
from meetings.articles.pages import ArticlePage
from meetings.evidence.models import Evidence
from meetings.forum.days.pages import ForumDayPage
from meetings.forum.days.signals import forum_day_changed
from meetings.forum.pages import ExampleMedia, ExamplePage
from meetings.forum.trials.models import Trial
from meetings.insights.area_note.pages import AreaNotePage
from meetings.meeting.pages import MeetingPage
from meetings.minutes.record import Addendum, ApprovalRecord
from meetings.search.models import SearchEntry
from meetings.search.update_entries import remove_entries, update_later
from meetings.support_requests.models import SupportRequest
from meetings.units.pages import UnitPage

INDEXED_DIRECTLY = (
    Evidence, ExamplePage, Agreement, SupportRequest, MeetingPage, UnitPage, AreaNotePage, ForumDayPage, Trial,
    ArticlePage,
)  # fmt: skip
#: Columns that no text in the index is made of, and that are saved alone: what Wagtail notes of a revision, and how
#: long something is kept.
NOT_INDEXED = frozenset({
    "latest_revision", "latest_revision_created_at", "draft_title", "has_unpublished_changes",
    COMMENTS_RELATION_NAME, "delete_after", "purpose",
})  # fmt: skip


@receiver(post_save)
def update_entries_on_save(
    sender: type[Model], instance: Any, raw: bool = False, created: bool = False, **kwargs: Any
) -> None:
    """Index what was saved, unless no indexed column was written (`update_fields`) or a fixture is loaded (`raw`)."""
    if raw or NOT_INDEXED.issuperset(kwargs.get("update_fields") or "*"):
        return
    if sender in INDEXED_DIRECTLY:
        # What has been emptied is gone from the index with the change itself, not a second later.
        if getattr(instance, "emptied_on", None) is not None:
            remove_entries(instance)
        else:
            update_later(instance, is_new=created)
        if sender is UnitPage and not created:  # the name of the unit is found in its meetings
            for meeting in instance.meetings.only("pk"):
                update_later(meeting)
    elif sender in (ApprovalRecord, Addendum):
        update_later(instance.minutes, is_new=sender is ApprovalRecord)
    elif sender is ExampleMedia:
        update_later(instance.example)
    elif sender is MediaItem:
        _update_texts_of_file(instance)
    elif _is_told_of_in_evidence(sender):
        update_later(instance.evidence)


@receiver(forum_day_changed)
def update_entries_of_forum_day(day: ForumDayPage, **kwargs: object) -> None:
    update_later(day)


@receiver(post_delete)
def update_entries_on_delete(sender: type[Model], instance: Any, origin: object = None, **kwargs: object) -> None:
    if sender is SearchEntry:
        index.remove_object(instance)
    elif sender is MediaItem:
        SearchEntry.objects.filter(media_key=instance.key).delete()
    elif sender is ExampleMedia and _is_about(origin, ExampleMedia):
        update_later(instance.example)
    elif _is_told_of_in_evidence(sender) and _is_about(origin, sender):
        update_later(Evidence(pk=instance.evidence_id))


def _is_told_of_in_evidence(model: type[Model]) -> bool:
    """Return whether it is a row, such as figures, whose words are in the body of a contribution."""
    return hasattr(model, "searchable_words") and hasattr(model, "evidence")


def _is_about(origin: object, model: type[Model]) -> bool:
    """Return whether the deletion began with rows of `model`, not with what they hang on."""
    return isinstance(origin, model) or getattr(origin, "model", None) is model


def _update_texts_of_file(item: MediaItem) -> None:
    """Of the piece of evidence it was brought to, and of the examples that show it."""
    for piece in Evidence.objects.filter(pk=item.evidence_id).only("pk") if item.evidence_id else ():
        update_later(piece)
    for example in ExamplePage.objects.filter(media_rows__media_key=item.key).only("pk"):
        update_later(example)
