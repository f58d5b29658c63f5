"""No CPR numbers are found in hashes and UUIDs."""

import hashlib
import uuid

from foundation import cpr
from foundation.cpr_forms.form_values import tokens


def test_hashes_and_uuids_contain_no_number() -> None:
    hashes = [hashlib.sha256(str(number).encode()).hexdigest() for number in range(20_000)]
    keys = [str(uuid.UUID(hashlib.md5(str(number).encode()).hexdigest())) for number in range(20_000)]
    assert any(cpr.holds(one) for one in hashes)  # so that the question is one
    assert not tokens(hashes)
    assert not tokens(keys)


def test_a_number_beside_a_hash_is_found() -> None:
    assert tokens("a" * 64 + " 010190-1234")
    assert tokens("0101901234")
