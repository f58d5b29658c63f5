"""PDF of the longest minutes of the demo, from the record to the file, against the compiler alone on the same content.

The start of the child process is taken off: a run on an empty page, without what the compiler takes for that. The
compiler alone is timed within a child too, as a second run in one process finds everything in its cache.
"""

import json
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction
from django.utils import timezone

from home.demo.load import load
from meetings.exports.content.minutes import MinutesSource, minutes_document
from meetings.exports.enums import USUAL_PARTS
from meetings.exports.making.sources import record_of
from meetings.exports.pdf.make_pdf import make_pdf
from meetings.exports.pdf.typeset import TypesetResult, typeset
from meetings.minutes.record import ApprovalRecord
from tests.bench.pairs import Ratio

PAIRS = 15
NAME, AGAINST = "PDF of the longest demo minutes", "typst.compile alone, without the child's start"


def measure() -> Ratio:
    with transaction.atomic(), TemporaryDirectory() as folder:
        load(today=timezone.localdate())
        longest = max(ApprovalRecord.objects.all(), key=lambda record: len(json.dumps(record.content)))
        empty = Path(folder) / "empty.typ"
        empty.write_text('#set document(title: "x")\nx')

        def ours() -> TypesetResult:
            source = MinutesSource(record_of(longest.minutes), USUAL_PARTS, longest.approved_by)
            return make_pdf(minutes_document(source, made_at=timezone.now()))

        def nothing() -> TypesetResult:
            return typeset(empty, {}, {}, kind="png", made_at=timezone.now())

        ours(), nothing()
        ratios = tuple(_ratio(*_timed(ours), *_timed(nothing)) for _pair in range(PAIRS))
        transaction.set_rollback(True)
    return Ratio(NAME, AGAINST, ratios)


def _ratio(whole: float, made: TypesetResult, around: float, nothing: TypesetResult) -> float:
    start = around - nothing.seconds
    return (whole - start) / made.seconds


def _timed(work: Callable[[], TypesetResult]) -> tuple[float, TypesetResult]:
    began = time.perf_counter()
    made = work()
    return time.perf_counter() - began, made
