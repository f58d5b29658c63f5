"""Keep the search entries of an object: hidden in the transaction that changes it, written anew by the worker."""

from django.apps import apps
from django.db import models, transaction
from django_tasks import task
from wagtail.search import index

from foundation.translation.in_danish import in_danish
from meetings.search.indexed_texts import build_indexed_texts
from meetings.search.models import INDEXED_MODELS, SearchEntry

_NAME_OF = {model: name for name, model in INDEXED_MODELS.items()}


def update_later(thing: models.Model, *, is_new: bool = False) -> None:
    """Nobody finds the former text of `thing` from now on; the worker writes its entries, within a second or so.

    `is_new`: there was no text before.
    """
    if not is_new:
        SearchEntry.objects.filter(**{_NAME_OF[type(thing)]: thing.pk}).update(is_current=False)
    index_object.enqueue(thing._meta.label, thing.pk)


def remove_entries(thing: models.Model) -> None:
    """Remove the text of `thing` at once, in the caller's transaction."""
    SearchEntry.objects.filter(**{_NAME_OF[type(thing)]: thing.pk}).delete()


@task()
def index_object(label: str, pk: int) -> None:
    """Write the entries of one object as it is now. The lock on its row keeps back whoever is changing it, so that what
    is written is never older than what was marked by `update_later`."""
    with transaction.atomic():
        thing = apps.get_model(label)._default_manager.select_for_update().filter(pk=pk).first()
        if thing is not None:
            update_entries(thing)


@in_danish()
def update_entries(thing: models.Model) -> None:
    """Create, change and delete entries as needed; an unchanged text is not indexed again."""
    mine: dict[str, object] = {_NAME_OF[type(thing)]: thing}
    with transaction.atomic():
        known = {entry.part: entry for entry in SearchEntry.objects.filter(**mine)}
        unchanged: list[int] = []
        for text in build_indexed_texts(thing):
            fields = {"title": text.title, "text": text.text, "media_key": text.media_key, **text.facts}
            entry = known.pop(text.part, None)
            if entry is None:
                entry = SearchEntry(part=text.part, **mine)
            elif all(getattr(entry, name) == value for name, value in fields.items()):
                unchanged += [] if entry.is_current else [entry.pk]
                continue
            for name, value in (fields | {"is_current": True}).items():
                setattr(entry, name, value)
            entry.save()
            index.insert_or_update_object(entry)
        if unchanged:
            SearchEntry.objects.filter(pk__in=unchanged).update(is_current=True)
        for entry in known.values():
            entry.delete()
