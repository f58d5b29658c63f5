"""Rows to be copied, taken apart once: what differs in a copy are keys, names, paths, years, and hashes of all that."""

import json
import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Final

from django.contrib.contenttypes.models import ContentType
from django.db.models import ForeignKey, JSONField, Model, UUIDField
from wagtail.models import Page, Revision, TaskState

from meetings.evidence.models import Evidence
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participant import Participant
from meetings.minutes.frozen_format import content_hash
from meetings.minutes.record import FrozenMinutes
from meetings.units.pages import UnitPage
from tests.bench.large.copy import Copy, Row, in_json, root
from tests.bench.large.rows import columns, rows_of, stored

#: Columns that hold a key without being a foreign key, and keys in the data of logs.
LOOSE: dict[str, type[Model]] = {"unit_id": UnitPage, "role_unit_id": UnitPage, "evidence_id": Evidence}
IN_LOGS: dict[str, type[Model]] = {"meeting": MeetingPage, "evidence": Evidence, "task_state_id": TaskState}
#: What is kept today is kept in the copy.
UNMOVED = {"delete_after"}
_PATTERNS = (
    r'"\\u0001(?P<token>\d+)\\u0001"',
    r"(?P<uuid>\b[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}\b)",
    r"(?P<school>\b\d{4}[/-]\d{4}\b)|(?P<day>(?<![\w-])\d{4}-\d\d-\d\d(?![\d-]))|(?P<year>(?<=/)\d{4}(?=/))",
    r"(?P<hash>\b[0-9a-f]{64}\b|\b[0-9a-f]{16}\b)",
)
SAME: Final = "same"
Make = Callable[[Copy], Any]
#: A text in literals and numbers of tokens.
Parts = list[str | int]
#: Values, tokens that replace a value (column, token), and texts with tokens in them (column, parts).
TakenApart = tuple[list[Any], list[tuple[int, int]], list[tuple[int, Parts]]]


class Original:
    """`roots` and what hangs on them. `words` are the names that a copy changes, `outside` the rows that are not
    copied but are others for the copy. Raises CannotBeCopied."""

    def __init__(
        self, roots: Iterable[Model], *, words: Iterable[str] = (), outside: Iterable[Row] = (),
        without: Iterable[type[Model]] = (),
    ) -> None:  # fmt: skip
        keys = rows_of(roots, without)
        rows = {model: list(stored(model, keys[model])) for model in keys}
        self.order = {model: {key: number for number, key in enumerate(sorted(keys[model]))} for model in keys}
        self.outside = set(outside)
        self.tops = _topmost(rows.get(Page, []))
        #: Slugs of pages beside others of their kind, where no year tells them apart.
        self.slugs = [slug for _path, slug in self.tops if not re.search(r"\d{4}", slug)]
        self._unique = _unique_uuids(rows)
        self._hashes = {row[columns(model).index("content_hash")] for model, row in _frozen(rows)}
        self._pattern = _pattern({*words, *self.slugs})
        self._numbers: dict[Any, int] = {}
        self._makers: list[Make] = []
        self._frozen: dict[str, Parts] = {}
        self.rows = {model: [self._row(model, row) for row in rows[model]] for model in rows}

    def key(self, copy: Copy, row: Model | Row) -> int:
        """The copy's key of a row of the original."""
        model, key = row if isinstance(row, tuple) else (type(row), row.pk)
        return copy.first[root(model)] + self.order[root(model)][key]

    def filled(self, copy: Copy) -> dict[type[Model], list[list[Any]]]:
        """The rows of the copy, by model."""
        values = [make(copy) for make in self._makers]
        for old, parts in self._frozen.items():
            copy.hashes[old] = content_hash(json.loads(_joined(parts, values)))
        for (kind, *value), number in self._numbers.items():
            if kind == "hash":
                (text,) = value
                values[number] = next(new for old, new in copy.hashes.items() if old.startswith(text))[: len(text)]
        return {model: [_filled(row, values) for row in rows] for model, rows in self.rows.items()}

    # Values of columns -----------------------------------------------------------------------------------------------

    def _row(self, model: type[Model], row: tuple[Any, ...]) -> TakenApart:
        taken: TakenApart = (list(row), [], [])
        for column, (one, value) in enumerate(zip(model._meta.local_concrete_fields, row, strict=True)):
            part = SAME if value is None or one.name in UNMOVED else self._value(model, row, one, value)
            if part is None:
                taken[0][column] = None
            elif isinstance(part, int):
                taken[1].append((column, part))
            elif isinstance(part, list):
                taken[2].append((column, part))
        if issubclass(model, FrozenMinutes):
            names = columns(model)
            content = next(parts for column, parts in taken[2] if names[column] == "content")
            self._frozen[row[names.index("content_hash")]] = content
        return taken

    def _value(self, model: type[Model], row: tuple[Any, ...], one: Any, value: Any) -> int | Parts | str | None:
        """The number of a token, a text with tokens, SAME, or None for no value."""
        if one.primary_key or isinstance(one, ForeignKey) or one.column in LOOSE:
            number = self._reference(_target(one), value)
            # A log may speak of a revision that was deleted since.
            is_gone = number is SAME and isinstance(one, ForeignKey) and not one.db_constraint and one.null
            return None if is_gone else number
        if isinstance(one, UUIDField):
            return self._uuid(str(value), value)
        if one.name in {"object_id", "item_key"}:
            return self._generic(model, row, value)
        if model is Page and one.name in {"path", "slug"}:
            return self._of_page(one.name, value)
        if isinstance(value, date):
            return self._token(("date", value), lambda copy: copy.day(value))
        if isinstance(one, JSONField):
            return self._parts(json.dumps(self._json(model, row, json.loads(value))))
        return self._parts(value) if isinstance(value, str) else SAME

    def _reference(self, target: type[Model], key: int) -> int | str:
        if key in self.order.get(root(target), ()):
            return self._token(("key", root(target), key), lambda copy: self.key(copy, (target, key)))
        if (target, key) in self.outside:
            return self._token(("outside", target, key), lambda copy: copy.outside[target, key])
        return SAME

    def _generic(self, model: type[Model], row: tuple[Any, ...], value: str) -> int | str:
        """A key as text, of a row whose type stands in another column."""
        names = columns(model)
        if "content_type_id" in names:
            label = ContentType.objects.get_for_id(row[names.index("content_type_id")]).model_class()._meta.label
        else:
            label = row[names.index("object_type" if "object_type" in names else "item_kind")]
        target = next((one for one in self.order if label in {one._meta.label, one._meta.model_name}), None)
        if target is None or not value.isdecimal() or int(value) not in self.order[target]:
            return SAME
        return self._token(("text", target, value), lambda copy: str(self.key(copy, (target, int(value)))))

    def _uuid(self, text: str, value: Any) -> int | str:
        if text.replace("-", "") not in self._unique:
            return SAME
        return self._token(("uuid", text, type(value)), lambda copy: copy.fresh(text, value))

    def _of_page(self, name: str, value: str) -> int | Parts:
        """A path, or a slug: of a meeting the first year of its school year."""
        if name == "path":
            top = next(number for number, (path, _slug) in enumerate(self.tops) if value.startswith(path))
            rest = value[len(self.tops[top][0]) :]
            return self._token(("path", value), lambda copy: copy.paths[top] + rest)
        if re.fullmatch(r"\d{4}", value):
            return self._token(("slug", value), lambda copy: copy.years(value))
        return self._parts(value)

    # Values in JSON --------------------------------------------------------------------------------------------------

    def _json(self, model: type[Model], row: tuple[Any, ...], tree: Any) -> Any:
        if model is Revision:
            of = ContentType.objects.get_for_id(row[columns(model).index("content_type_id")]).model_class()
            return {name: self._in_revision(of, name, value) for name, value in tree.items()}
        if isinstance(tree, list):  # the history of an approval
            return tree
        if issubclass(model, FrozenMinutes):
            attendance = [one | {"id": self._key_in_json(Participant, one["id"])} for one in tree["attendance"]]
            return tree | {"attendance": attendance}
        return self._in_log(tree)

    def _in_revision(self, model: Any, name: str, value: Any) -> Any:
        if name in {"path", "slug"} and issubclass(model, Page):
            part = self._of_page(name, value)
            return self._in_json(part) if isinstance(part, int) else value
        one = model._meta.pk if name == "pk" else model._meta.get_field(name)
        is_key = name == "pk" or isinstance(one, ForeignKey)
        return self._key_in_json(_target(one), value) if is_key and isinstance(value, int) else value

    def _in_log(self, tree: Any) -> Any:
        if not isinstance(tree, dict):
            return tree
        return {
            name: self._key_in_json(IN_LOGS[name], value) if name in IN_LOGS else self._in_log(value)
            for name, value in tree.items()
        }

    def _key_in_json(self, target: type[Model], key: int) -> Any:
        number = self._reference(target, key)
        return self._in_json(number) if isinstance(number, int) else key

    def _in_json(self, number: int) -> str:
        """What stands in the JSON text for a token, until `_parts` finds it."""
        make = self._makers[number]
        return f"\x01{self._token(('json', number), lambda copy: json.dumps(make(copy)))}\x01"

    # Texts -----------------------------------------------------------------------------------------------------------

    def _parts(self, text: str) -> Parts | str:
        parts: Parts = []
        end = 0
        for match in self._pattern.finditer(text):
            number = self._of_match(match)
            if isinstance(number, int):
                parts += [text[end : match.start()], number]
                end = match.end()
        return [*parts, text[end:]] if parts else [text] if end else SAME

    def _of_match(self, match: re.Match[str]) -> int | str:
        kind, text = match.lastgroup, match.group()
        if kind == "token":
            return int(match["token"])
        if kind == "uuid":
            return self._uuid(text, text)
        if kind == "hash":
            known = any(old.startswith(text) for old in self._hashes)
            return self._token(("hash", text), lambda copy: None) if known else SAME
        if kind == "name":
            return self._token(("name", text), lambda copy: copy.names[text])
        return self._token(("years", text), lambda copy: copy.years(text))

    def _token(self, key: Any, make: Make) -> int:
        if key not in self._numbers:
            self._numbers[key] = len(self._makers)
            self._makers.append(make)
        return self._numbers[key]


def _target(one: Any) -> type[Model]:
    if isinstance(one, ForeignKey):
        return one.remote_field.model
    return LOOSE.get(one.column, one.model)


def _topmost(pages: list[tuple[Any, ...]]) -> list[tuple[str, str]]:
    """Path and slug of the pages whose parents are not copied."""
    path, slug = (columns(Page).index(name) for name in ("path", "slug"))
    paths = {row[path] for row in pages}
    return sorted((row[path], row[slug]) for row in pages if row[path][: -Page.steplen] not in paths)


def _unique_uuids(rows: dict[type[Model], list[tuple[Any, ...]]]) -> set[str]:
    """In hexadecimal digits, without hyphens: those that no other row of the table may have."""
    return {
        str(row[column]).replace("-", "")
        for model in rows
        for column, one in enumerate(model._meta.local_concrete_fields)
        if isinstance(one, UUIDField) and (one.unique or one.name == "translation_key")
        for row in rows[model]
    }


def _frozen(rows: dict[type[Model], list[tuple[Any, ...]]]) -> list[tuple[type[Model], tuple[Any, ...]]]:
    return [(model, row) for model in rows if issubclass(model, FrozenMinutes) for row in rows[model]]


def _pattern(words: set[str]) -> re.Pattern[str]:
    forms = sorted({form for word in words for form in (word, in_json(word))}, key=len, reverse=True)
    names = "|".join(rf"(?<!\w){re.escape(form)}(?!\w)" for form in forms)
    return re.compile("|".join([*([f"(?P<name>{names})"] if forms else []), *_PATTERNS]))


def _filled(row: TakenApart, tokens: list[Any]) -> list[Any]:
    values, wholes, texts = row
    filled = values.copy()
    for column, number in wholes:
        filled[column] = tokens[number]
    for column, parts in texts:
        filled[column] = _joined(parts, tokens)
    return filled


def _joined(parts: Parts, tokens: list[Any]) -> str:
    return "".join([part if type(part) is str else tokens[part] for part in parts])
