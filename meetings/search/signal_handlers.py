"""Update search entries when an object is saved or deleted, in the same transaction."""

from typing import Any

from django.db import models
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.search import index

from media.media_item import MediaItem
from meetings.agreements.models import Agreement
from meetings.evidence.files.load_media import MODEL
from meetings.evidence.pages import EvidencePage
from meetings.forum.pages import ExampleMedia, ExamplePage
from meetings.meeting.pages import MeetingPage
from meetings.minutes.record import Addendum, ApprovalRecord
from meetings.search.models import SearchEntry
from meetings.search.update_entries import update_entries
from meetings.units.pages import UnitPage

THEMSELVES = (EvidencePage, ExamplePage, Agreement, MeetingPage, UnitPage)


@receiver(post_save)
def keep_what_is_searched(sender: Any, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    if raw:
        return
    if sender in THEMSELVES:
        update_entries(instance)
        if sender is UnitPage:
            for meeting in instance.meetings.select_related("cycle", "unit"):
                update_entries(meeting)
    elif sender in (ApprovalRecord, Addendum):
        update_entries(instance.minutes)
    elif sender is ExampleMedia:
        update_entries(instance.example)
    elif sender in MODEL.values():
        _update_entries_of_file(instance)
    elif _is_searched_in_evidence(sender):
        update_entries(instance.evidence)


@receiver(post_delete)
def forget_what_is_gone(sender: Any, instance: Any, origin: Any = None, **kwargs: Any) -> None:
    if sender is SearchEntry:
        index.remove_object(instance)
    elif sender in MODEL.values():
        SearchEntry.objects.filter(media_key=instance.key).delete()
    elif sender is ExampleMedia and _deletion_began_with(origin, ExampleMedia):
        update_entries(instance.example)
    elif _is_searched_in_evidence(sender) and _deletion_began_with(origin, sender):
        update_entries(EvidencePage.objects.select_related("meeting__cycle").get(pk=instance.evidence_id))


def _is_searched_in_evidence(model: type[models.Model]) -> bool:
    """True for models, such as figures, whose text is part of the body of evidence."""
    return hasattr(model, "searchable_words") and hasattr(model, "evidence")


def _deletion_began_with(origin: object, model: type[models.Model]) -> bool:
    """True when the deletion was of rows of `model`, not a cascade from another model."""
    return isinstance(origin, model) or getattr(origin, "model", None) is model


def _update_entries_of_file(item: MediaItem) -> None:
    """Update the contribution of the file, and the examples that show it."""
    for page in EvidencePage.objects.filter(pk=item.page_id).select_related("meeting__cycle"):
        update_entries(page)
    for example in ExamplePage.objects.filter(media_rows__media_key=item.key):
        update_entries(example)
