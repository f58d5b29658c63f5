"""Makes every searched text anew from the things themselves."""

from wagtail.search import index

from meetings.search.models import THINGS, SearchEntry
from meetings.search.update_entries import update_entries


def rebuild() -> int:
    """Texts that are wrong or missing are put right, and all are indexed again. Returns how many there are."""
    for model in THINGS.values():
        for thing in model._default_manager.iterator(chunk_size=200):
            update_entries(thing)
    for entry in SearchEntry.objects.iterator(chunk_size=200):
        index.insert_or_update_object(entry)
    return SearchEntry.objects.count()
