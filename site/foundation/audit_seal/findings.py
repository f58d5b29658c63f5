"""What verifying can find, as sentences."""

from dataclasses import asdict, dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from foundation.audit_seal.sealed_log import sealed_logs
from foundation.text.json_object import JsonObject


class FindingKind(StrEnum):
    EDITED = "edited"
    MOVED = "moved"
    DELETED = "deleted"
    INSERTED = "inserted"
    COPIED = "copied"
    LISTED_TWICE = "listed_twice"
    UNSEALED = "unsealed"
    BLOCK_EDITED = "block_edited"
    BLOCK_MISSING = "block_missing"
    BLOCK_MOVED = "block_moved"
    TRUNCATED = "truncated"
    OTHER_HEAD = "other_head"
    UNKNOWN_KEY = "unknown_key"
    SWAPPED_KEY = "swapped_key"
    ELSEWHERE = "elsewhere"


SENTENCES: dict[FindingKind, Promise] = {
    FindingKind.EDITED: gettext_lazy("Row %(row)s (%(log)s) was edited after it was written."),
    FindingKind.MOVED: gettext_lazy("Row %(row)s (%(log)s) has the content of another row: rows were reordered."),
    FindingKind.DELETED: gettext_lazy("Row %(row)s (%(log)s) was deleted, and not because of its age."),
    FindingKind.INSERTED: gettext_lazy("Row %(row)s (%(log)s) was inserted, and not by the application."),
    FindingKind.COPIED: gettext_lazy("Row %(row)s (%(log)s) is a copy of an earlier row."),
    FindingKind.LISTED_TWICE: gettext_lazy("Row %(row)s (%(log)s) is sealed twice."),
    FindingKind.UNSEALED: gettext_lazy("Row %(row)s (%(log)s) has waited for its seal for more than a minute."),
    FindingKind.BLOCK_EDITED: gettext_lazy("Block %(row)s of the chain was edited."),
    FindingKind.BLOCK_MISSING: gettext_lazy("Block %(row)s of the chain was deleted."),
    FindingKind.BLOCK_MOVED: gettext_lazy(
        "Block %(row)s does not follow the block before it: the chain was reordered."
    ),
    FindingKind.TRUNCATED: gettext_lazy(
        "The chain is truncated: a head that was sent names block %(row)s, which is gone."
    ),
    FindingKind.OTHER_HEAD: gettext_lazy("Block %(row)s has another seal than the head that was sent."),
    FindingKind.UNKNOWN_KEY: gettext_lazy(
        "Block %(row)s and perhaps later ones are sealed with a key that is not in the settings (%(log)s)."
    ),
    FindingKind.SWAPPED_KEY: gettext_lazy("The key was swapped at block %(row)s without the key before it."),
}


@dataclass(frozen=True)
class SealFinding:
    """`row` is a primary key or the number of a block; `log` a table, a key's id, or a sentence of another check."""

    what: FindingKind
    row: int = 0
    log: str = ""

    def as_plain(self) -> dict[str, object]:
        return asdict(self)

    @classmethod
    def from_plain(cls, plain: JsonObject) -> "SealFinding":
        return cls(FindingKind(plain["what"]), plain["row"], plain["log"])

    @property
    def sentence(self) -> str:
        if self.what == FindingKind.ELSEWHERE:
            return self.log
        model = sealed_logs().get(self.log)
        log = model._meta.verbose_name_plural if model else self.log
        return str(SENTENCES[self.what]) % {"row": self.row, "log": log}
