"""The text of an example."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields

from django.utils.translation import gettext as _

from foundation.errors import Refusal, Refusals
from foundation.stream_data import raw_blocks
from meetings.evidence.models import Evidence
from meetings.forum.enums import SourceKind
from meetings.forum.pages import ExamplePage
from meetings.support_requests.enums import SupportRequestState
from meetings.support_requests.models import SupportRequest


class ExampleTooShort(Refusal):
    """A required part of the text is empty."""


class SourceNotShared(Refusal):
    """Only evidence shared with the meeting can become an example."""


class QuotesWithdrawnWish(Refusal):
    """The example quotes a wish that its unit has withdrawn."""


def require_shared(evidence: Evidence) -> None:
    """Raises SourceNotShared."""
    if evidence.is_hidden:
        raise SourceNotShared(
            _("The evidence behind the example is hidden. The example can be shown when the evidence is shown again.")
        )
    if not evidence.is_shared:
        message = _("Share “%(title)s” with the meeting first. Only what the meeting has seen can become an example.")
        raise SourceNotShared(message % {"title": evidence.title})


def require_no_withdrawn_wish(example: ExamplePage) -> None:
    """Call it inside a transaction: a wish can't be withdrawn until that ends. Raises QuotesWithdrawnWish."""
    if not example.body:
        return
    quoted = example.sources.filter(wish__isnull=False).values("wish")
    wishes = SupportRequest.objects.select_for_update().filter(pk__in=quoted).order_by("pk")
    if any(wish.state == SupportRequestState.WITHDRAWN for wish in wishes):
        raise QuotesWithdrawnWish(_("The unit has withdrawn a wish that the example quotes. Take it out first."))


@dataclass(frozen=True)
class ExampleData:
    title: str
    did: str
    saw: str
    learnt: str
    others_can_use: str
    contact: str = ""
    initiative_id: int | None = None

    def require_all_parts(self, *, is_built: bool = False) -> None:
        """Raises ExampleTooShort for each part that is missing. Sources say what was done and seen; what was learnt and
        what others can use is the unit's own."""
        needed = {
            "title": _("Give the example a title."),
            "did": _("Write what you did."),
            "saw": _("Write what you saw."),
            "learnt": _("Write what you learnt."),
            "others_can_use": _("Write what others can use."),
        }
        wrong = Refusals()
        for name, message in needed.items():
            if is_built and name in ("did", "saw"):
                continue
            if not getattr(self, name).strip():
                wrong.add(ExampleTooShort(message, field=name))
        wrong.raise_any()


def apply_example_data(example: ExamplePage, data: ExampleData) -> None:
    """Copy the text into `example`, unsaved."""
    for field in fields(data):
        value: object = getattr(data, field.name)
        setattr(example, field.name, value.strip() if isinstance(value, str) else value)
    example.draft_title = example.title


def set_excerpts(example: ExamplePage, texts: Mapping[str, str]) -> None:
    """Set the words of the excerpts whose block ids are in `texts`. An emptied one goes, with its source; evidence
    stays for its files. The page is left unsaved."""
    blocks = []
    for block in raw_blocks(example.body):
        words = texts.get(block["id"], block["value"]["text"]).replace("\r\n", "\n").strip()
        if words or block["type"] == SourceKind.EVIDENCE:
            blocks.append({**block, "value": {**block["value"], "text": words}})
    if texts:
        example.body = json.dumps(blocks)
        example.sources.exclude(block_id__in=[block["id"] for block in blocks]).delete()
