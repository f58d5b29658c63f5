"""What verifying can find, as sentences."""

from dataclasses import asdict, dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from foundation.audit_seal.sealed_log import sealed_logs
from foundation.text.json_object import JsonObject


class Found(StrEnum):
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


SENTENCES: dict[Found, Promise] = {
    Found.EDITED: gettext_lazy("Row %(row)s (%(log)s) was edited after it was written."),
    Found.MOVED: gettext_lazy("Row %(row)s (%(log)s) has the content of another row: rows were reordered."),
    Found.DELETED: gettext_lazy("Row %(row)s (%(log)s) was deleted, and not because of its age."),
    Found.INSERTED: gettext_lazy("Row %(row)s (%(log)s) was inserted, and not by the application."),
    Found.COPIED: gettext_lazy("Row %(row)s (%(log)s) is a copy of an earlier row."),
    Found.LISTED_TWICE: gettext_lazy("Row %(row)s (%(log)s) is sealed twice."),
    Found.UNSEALED: gettext_lazy("Row %(row)s (%(log)s) has waited for its seal for more than a minute."),
    Found.BLOCK_EDITED: gettext_lazy("Block %(row)s of the chain was edited."),
    Found.BLOCK_MISSING: gettext_lazy("Block %(row)s of the chain was deleted."),
    Found.BLOCK_MOVED: gettext_lazy("Block %(row)s does not follow the block before it: the chain was reordered."),
    Found.TRUNCATED: gettext_lazy("The chain is truncated: a head that was sent names block %(row)s, which is gone."),
    Found.OTHER_HEAD: gettext_lazy("Block %(row)s has another seal than the head that was sent."),
    Found.UNKNOWN_KEY: gettext_lazy(
        "Block %(row)s and perhaps later ones are sealed with a key that is not in the settings (%(log)s)."
    ),
    Found.SWAPPED_KEY: gettext_lazy("The key was swapped at block %(row)s without the key before it."),
}


@dataclass(frozen=True)
class Finding:
    """`row` is a primary key or the number of a block; `log` a table, a key's id, or a sentence of another check."""

    what: Found
    row: int = 0
    log: str = ""

    def as_plain(self) -> dict[str, object]:
        return asdict(self)

    @classmethod
    def from_plain(cls, plain: JsonObject) -> "Finding":
        return cls(Found(plain["what"]), plain["row"], plain["log"])

    @property
    def sentence(self) -> str:
        if self.what == Found.ELSEWHERE:
            return self.log
        model = sealed_logs().get(self.log)
        log = model._meta.verbose_name_plural if model else self.log
        return str(SENTENCES[self.what]) % {"row": self.row, "log": log}
