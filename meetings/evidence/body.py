"""Read and change the stored body of a piece of evidence.

The functions take a StreamField's value, or a list of blocks as another of them returned it.
"""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foundation.stream_data import Stream, StreamData, raw_blocks
from foundation.text.json_object import JsonObject
from foundation.text.notation import to_plain
from media.kinds.enums import MediaKind
from meetings.evidence.kind_specs import KIND_SPECS, KindSpec

if TYPE_CHECKING:
    from meetings.evidence.models import Evidence

#: Type of block -> the names of its answers, in the order they are read.
_QUESTIONS = {shape.text_block: [question.name for question in shape.questions] for shape in KIND_SPECS.values()}
_QUESTIONS |= {"figures": ["message"], "quote": ["words", "who"]}


FIGURES = "figures"


@dataclass(frozen=True)
class BodyFigures:
    """Figures in the body: the dataset and how it is shown. `chart` is empty for a table alone."""

    pk: int
    chart: str = ""
    message: str = ""
    rows_are_series: bool = False


@dataclass(frozen=True)
class PlacedFile:
    """A file in the body: its medium, the primary key of its row, and its caption."""

    kind: MediaKind
    pk: int
    caption: str = ""


def set_body(evidence: "Evidence", raw: StreamData) -> None:
    """Set the body of `evidence` to `raw`, without saving it."""
    evidence.body = json.dumps(raw)


def answers_in(body: Stream, shape: KindSpec) -> dict[str, str]:
    """Return the answers to the questions of `shape`, by question name; an unanswered one is ""."""
    for block in raw_blocks(body):
        if block["type"] == shape.text_block:
            value = block["value"] if isinstance(block["value"], dict) else {"text": block["value"]}
            return {question.name: str(value.get(question.name) or "") for question in shape.questions}
    return {question.name: "" for question in shape.questions}


def with_answers(body: Stream, shape: KindSpec, words: Mapping[str, str]) -> StreamData:
    """Return the body with the answers replaced, and without the text block when all answers are empty."""
    raw = raw_blocks(body)
    answers = {question.name: words.get(question.name, "").strip() for question in shape.questions}
    found = next((block for block in raw if block["type"] == shape.text_block), None)
    if not any(answers.values()):
        return [block for block in raw if block is not found]
    value: str | dict[str, str] = answers["text"] if shape.text_block == "text" else answers
    if found is None:
        return [_block(shape.text_block, value), *raw]
    return [{**block, "value": value} if block is found else block for block in raw]


def files_in(body: Stream) -> list[PlacedFile]:
    """Return the files in reading order."""
    return [
        PlacedFile(MediaKind(block["type"]), int(block["value"]["item"]), block["value"].get("caption") or "")
        for block in raw_blocks(body)
        if block["type"] in MediaKind.values and block["value"].get("item")
    ]


def with_file(body: Stream, kind: MediaKind, pk: int, *, before: PlacedFile | None = None) -> StreamData:
    """Return the body with one more file, before the file `before`, else at the end. A file that is already there is
    not added again.
    """
    raw = raw_blocks(body)
    if any(file.pk == pk for file in files_in(raw)):
        return raw
    at = len(raw)
    if before is not None:
        at = next((place for place, block in enumerate(raw) if _shows(block, before.pk)), at)
    return [*raw[:at], _block(kind, {"item": pk, "caption": ""}), *raw[at:]]


def without_file(body: Stream, pk: int) -> StreamData:
    return [block for block in raw_blocks(body) if not _shows(block, pk)]


def with_caption(body: Stream, pk: int, caption: str) -> StreamData:
    return [
        {**block, "value": {**block["value"], "caption": caption}} if _shows(block, pk) else block
        for block in raw_blocks(body)
    ]


def figures_in(body: Stream) -> list[BodyFigures]:
    """Return the figures in reading order."""
    return [
        BodyFigures(
            pk=int(block["value"]["dataset"]),
            chart=block["value"].get("chart") or "",
            message=block["value"].get("message") or "",
            rows_are_series=bool(block["value"].get("rows_are_series")),
        )
        for block in raw_blocks(body)
        if block["type"] == FIGURES and block["value"].get("dataset")
    ]


def with_figures(body: Stream, figures: BodyFigures) -> StreamData:
    """Return the body with these figures: replaced where they already stand, else added at the end."""
    raw = raw_blocks(body)
    value = {
        "dataset": figures.pk, "chart": figures.chart, "message": figures.message,
        "rows_are_series": figures.rows_are_series,
    }  # fmt: skip
    if any(one.pk == figures.pk for one in figures_in(raw)):
        return [
            {**block, "value": value}
            if block["type"] == FIGURES and block["value"].get("dataset") == figures.pk
            else block
            for block in raw
        ]
    return [*raw, _block(FIGURES, value)]


def plain_text(body: Stream) -> str:
    """Return all text of the body in reading order, for a short extract.

    The order is that of the questions, not the stored one: PostgreSQL sorts the keys of a JSON object.
    """
    parts: list[str] = []
    for block in raw_blocks(body):
        value = block["value"]
        if isinstance(value, str):
            parts.append(to_plain(value))
        else:
            parts += [str(value.get(name) or "") for name in _QUESTIONS.get(block["type"], ())]
    return " ".join(" ".join(parts).split())


def _shows(block: JsonObject, pk: int) -> bool:
    return block["type"] in MediaKind.values and block["value"].get("item") == pk


def _block(kind: str, value: object) -> dict[str, object]:
    return {"type": str(kind), "value": value, "id": str(uuid.uuid4())}
