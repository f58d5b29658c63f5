"""Which rows hang on some objects: whatever points at them, by foreign key or by type and key."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Model
from wagtail.models import Revision, WorkflowState

from accounts.user import User
from foundation.audit import AuditEvent
from media.media_item import MediaItem
from media.view_log.entry import ViewLogEntry
from meetings.convening.models import ReplyLink
from meetings.data_plan.models import DataPlanVersion
from meetings.figures.models import Dataset
from meetings.insights.area_note.pages import QuotedPassage
from meetings.minutes.remarks.models import MinutesLink
from meetings.questionnaires.models import Answer, AnswerRound, Respondent

Keys = dict[type[Model], set[int]]
#: Links in mails, which nobody got about a copy, answers, which nobody gave about it, and what a note quotes of others.
NOT_COPIED = {ReplyLink, MinutesLink, AnswerRound, Respondent, Answer, QuotedPassage}
CHUNK = 500  # parameters of one statement


class CannotBeCopied(Exception):
    """Files and hashes of data plans are not made anew by a copy."""


def rows_of(roots: Iterable[Model], without: Iterable[type[Model]] = ()) -> Keys:
    """The primary keys of `roots` and of all that hangs on them, by model. What a person did hangs on the thing, not
    on the person; the search index is left out. Raises CannotBeCopied."""
    found: Keys = {}
    waiting: list[tuple[type[Model], set[int]]] = [(type(root), {root.pk}) for root in roots]
    while waiting:
        model, keys = waiting.pop()
        new = keys - found.setdefault(model, set())
        found[model] |= new
        if new and model is not User:
            waiting += [one for one in _beside(model, new) if one[1] and one[0] not in without]
    if wrong := {MediaItem, DataPlanVersion, Dataset} & {model for model, keys in found.items() if keys}:
        raise CannotBeCopied(wrong)
    return {model: keys for model, keys in found.items() if keys}


def _beside(model: type[Model], keys: set[int]) -> Iterator[tuple[type[Model], set[int]]]:
    for parent in model._meta.parents:
        yield parent, keys
    for relation in model._meta.get_fields(include_hidden=True):
        if (relation.one_to_many or relation.one_to_one) and relation.auto_created and not relation.concrete:
            owner: Any = relation.related_model
            if not owner._meta.proxy and owner not in NOT_COPIED:
                yield owner, _keys(owner, f"{relation.field.name}__in", keys)
    kind = ContentType.objects.get_for_model(model)
    as_text = [str(key) for key in keys]
    for owner, by_kind in (
        (Revision, {"content_type": kind}), (WorkflowState, {"content_type": kind}),
        (AuditEvent, {"object_type": model._meta.label}),
    ):  # fmt: skip
        yield owner, _keys(owner, "object_id__in", as_text, **by_kind)
    yield ViewLogEntry, _keys(ViewLogEntry, "item_key__in", as_text, item_kind=model._meta.model_name)


def _keys(model: Any, lookup: str, values: Iterable[Any], **filters: Any) -> set[int]:
    chosen = list(values)
    parts = (chosen[start : start + CHUNK] for start in range(0, len(chosen), CHUNK))
    rows = (model._base_manager.filter(**{lookup: part}, **filters).values_list("pk", flat=True) for part in parts)
    return {key for part in rows for key in part}


def stored(model: type[Model], keys: Iterable[int]) -> Iterator[tuple[Any, ...]]:
    """The rows as the database's driver returns them, in the order of their keys; columns as `columns`."""
    names = ", ".join(map(connection.ops.quote_name, columns(model)))
    key, table = (connection.ops.quote_name(name) for name in (model._meta.pk.column, model._meta.db_table))
    chosen = sorted(keys)
    with connection.cursor() as cursor:
        for start in range(0, len(chosen), CHUNK):
            numbers = ", ".join(map(str, chosen[start : start + CHUNK]))
            cursor.execute(f"SELECT {names} FROM {table} WHERE {key} IN ({numbers}) ORDER BY {key}")
            yield from cursor.fetchall()


def columns(model: type[Model]) -> list[str]:
    return [field.column for field in model._meta.local_concrete_fields]
