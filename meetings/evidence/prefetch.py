"""Load the bodies of many pieces of evidence together: one query per kind of block that refers to rows."""

from collections.abc import Iterable

from wagtail.blocks import StreamValue

from foundation.stream_data import raw_blocks
from meetings.evidence.models import Evidence


def prefetch_bodies(pieces: Iterable[Evidence]) -> None:
    """Replace the body of each page by one whose rows are loaded; Wagtail would query the rows page by page."""
    found = list(pieces)
    stream_block = Evidence._meta.get_field("body").stream_block
    raw = [raw_blocks(evidence.body) for evidence in found]
    blocks = iter(list(StreamValue(stream_block, [block for body in raw for block in body], is_lazy=True)))
    for evidence, body in zip(found, raw, strict=True):
        own = [next(blocks) for _block in body]
        evidence.body = StreamValue(stream_block, [(block.block_type, block.value, block.id) for block in own])
