"""Documents of packages that import this one: what they need is registered here by their source."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from accounts.user import AnyUser
from meetings.exports.content.document import Document
from meetings.exports.content.supporting import IncludedEvidence
from meetings.exports.enums import DocumentSource
from meetings.exports.models import Export


@dataclass(frozen=True)
class FinishedFile:
    """A finished file, and what evidence is in it."""

    path: Path
    file_name: str
    held: IncludedEvidence = field(default_factory=IncludedEvidence)
    #: The quoted passages in it, by primary key.
    passages: Sequence[int] = ()


@dataclass(frozen=True)
class OtherSource:
    """`may_have`: whether the person may have such a document now; `document`: its content, with the primary keys of
    the passages in it; `pack`: instead of a document, a ZIP file made in that folder; `is_shown`: whether the person
    would still be shown all that a document holds besides evidence."""

    may_have: Callable[[Export, AnyUser], bool]
    is_shown: Callable[[Export, AnyUser], bool] = lambda export, user: True
    document: Callable[[Export], tuple[Document, Sequence[int]]] | None = None
    pack: Callable[[Export, Path], FinishedFile] | None = None


OTHER_SOURCES: dict[str, OtherSource] = {}


def register_source(source: DocumentSource, other: OtherSource) -> None:
    OTHER_SOURCES[source] = other
