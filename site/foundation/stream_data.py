"""The stored form of a StreamField: a list of blocks, each with `type`, `value` and `id`.

Reading it costs no query, where Wagtail's blocks query the rows they point to, page by page; and what a form does not
show stays unchanged when it is written back.
"""

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from wagtail.blocks import StreamValue

from foundation.text.json_object import JsonObject

StreamData = list[JsonObject]
#: A StreamField's value, or blocks in the stored form.
Stream: TypeAlias = StreamValue | Iterable[Mapping[str, object]]


def raw_blocks(stream: Stream) -> StreamData:
    """Return a copy of the blocks in the stored form."""
    blocks = stream.raw_data if isinstance(stream, StreamValue) else stream
    return [dict(block) for block in blocks]
