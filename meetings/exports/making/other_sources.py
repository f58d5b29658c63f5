"""Documents of packages that import this one: what they need is registered here by their source."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from accounts.user import AnyUser
from meetings.exports.content.document import Document
from meetings.exports.enums import Source
from meetings.exports.models import Export


@dataclass(frozen=True)
class OtherSource:
    """`may_have`: whether the person may have such a document now; `document`: its content, with the primary keys of
    the passages in it; `is_shown`: whether the person would still be shown all that a document holds."""

    may_have: Callable[[Export, AnyUser], bool]
    document: Callable[[Export], tuple[Document, Sequence[int]]]
    is_shown: Callable[[Export, AnyUser], bool]


OTHERS: dict[str, OtherSource] = {}


def register_source(source: Source, other: OtherSource) -> None:
    OTHERS[source] = other
