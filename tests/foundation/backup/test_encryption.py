"""Encrypted files of a backup: read again with the key only, and not when a byte, a part or the purpose is another."""

import io
import tracemalloc
from collections.abc import Iterator

import pytest

from foundation.backup.encryption import CHUNK, BackupKey, chunks_of, decrypted, encrypted
from foundation.backup.problem import BackupProblem

KEY = BackupKey(b"a key of at least forty random characters")
HEAD = len(b"".join(encrypted(iter([b""]), KEY, "files"))) - 16


def stored(content: bytes, purpose: str = "files") -> bytes:
    return b"".join(encrypted(chunks_of(io.BytesIO(content)), KEY, purpose))


def read(data: bytes, key: BackupKey | None = KEY, purpose: str = "files") -> bytes:
    return b"".join(decrypted(io.BytesIO(data), key, purpose))


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_what_was_encrypted_is_read_again(size: int) -> None:
    content = bytes(range(251)) * (size // 251 + 1)
    data = stored(content[:size])
    assert read(data) == content[:size]
    assert data != stored(content[:size]) and content[:64] not in data


def test_another_key_is_named() -> None:
    with pytest.raises(BackupProblem, match="another key"):
        read(stored(b"Emma"), BackupKey(b"another key of at least forty characters"))


@pytest.mark.parametrize("place", [0, HEAD - 1, HEAD, HEAD + CHUNK + 16, -1])
def test_a_changed_byte_is_noticed(place: int) -> None:
    data = bytearray(stored(b"x" * (CHUNK + 100)))
    data[place] ^= 1
    with pytest.raises(BackupProblem):
        read(bytes(data))


def test_parts_cannot_be_cut_off_swapped_or_added() -> None:
    part = CHUNK + 16
    data = stored(b"a" * CHUNK + b"b" * CHUNK + b"c")
    head, first, second, last = data[:HEAD], data[HEAD:][:part], data[HEAD + part :][:part], data[HEAD + 2 * part :]
    assert read(head + first + second + last)
    for other in (head, head + first, head + first + second, head + second + first + last, data + last, head + last):
        with pytest.raises(BackupProblem):
            read(other)


def test_a_file_does_not_pass_for_another() -> None:
    with pytest.raises(BackupProblem):
        read(stored(b"a picture", "files"), purpose="database")


def test_memory_does_not_grow_with_the_file() -> None:
    class Film(io.RawIOBase):
        left = 64 * CHUNK

        def read(self, size: int = -1) -> bytes:  # type: ignore[override]
            taken = min(size, self.left, 70_000)  # a pipe gives less than asked for
            self.left -= taken
            return bytes(taken)

    class Through(io.RawIOBase):
        """What is written is read at once, as from a file that is larger than the memory."""

        def __init__(self, parts: Iterator[bytes]) -> None:
            self.parts, self.held = parts, b""

        def read(self, size: int = -1) -> bytes:  # type: ignore[override]
            while len(self.held) < size and (part := next(self.parts, b"")):
                self.held += part
            taken, self.held = self.held[:size], self.held[size:]
            return taken

    tracemalloc.start()
    through: object = Through(encrypted(chunks_of(Film()), KEY, "files"))  # type: ignore[arg-type]
    total = sum(len(part) for part in decrypted(through, KEY, "files"))  # type: ignore[arg-type]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert total == 64 * CHUNK and peak < 12 * CHUNK


def test_the_key_is_in_no_traceback() -> None:
    assert "forty" not in repr(KEY)
