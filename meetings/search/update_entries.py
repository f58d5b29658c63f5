"""Update the search entries of one object, within the transaction that changed it."""

from django.db import models, transaction
from wagtail.search import index

from meetings.search.indexed_texts import build_indexed_texts
from meetings.search.models import INDEXED_MODELS, SearchEntry

_NAME_OF = {model: name for name, model in INDEXED_MODELS.items()}


def update_entries(thing: models.Model) -> None:
    """Create, change and delete entries as needed; nothing is written when nothing has changed."""
    mine = {_NAME_OF[type(thing)]: thing}
    with transaction.atomic():
        known = {entry.part: entry for entry in SearchEntry.objects.filter(**mine)}
        for text in build_indexed_texts(thing):
            fields = {"title": text.title, "text": text.text, "media_key": text.media_key, **text.facts}
            entry = known.pop(text.part, None)
            if entry is None:
                entry = SearchEntry(part=text.part, **mine)
            elif all(getattr(entry, name) == value for name, value in fields.items()):
                continue
            for name, value in fields.items():
                setattr(entry, name, value)
            entry.save()
            index.insert_or_update_object(entry)
        for entry in known.values():
            entry.delete()
