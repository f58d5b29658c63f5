"""Rebuild all search entries from the objects themselves."""

from wagtail.search import index

from meetings.search.models import INDEXED_MODELS, SearchEntry
from meetings.search.update_entries import update_entries


def rebuild_entries() -> int:
    """Correct wrong or missing entries and index all again. Return the number of entries."""
    for model in INDEXED_MODELS.values():
        for thing in model._default_manager.iterator(chunk_size=200):
            update_entries(thing)
    for entry in SearchEntry.objects.iterator(chunk_size=200):
        index.insert_or_update_object(entry)
    return SearchEntry.objects.count()
