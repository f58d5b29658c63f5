"""Encrypt and decrypt streams in bounded memory: AES-256-GCM in chunks of a megabyte.

Each file has a key of its own, derived (HKDF) from settings.BACKUP_KEY, random salt and the purpose of the file: none
passes for another. The nonce counts the chunks and marks the last one, so that none can be left out, moved or
cut off (the STREAM construction). A file without encryption is the plain bytes.
"""

import hashlib
import hmac
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from foundation.backup.problem import BackupProblem

MAGIC = b"LRBACKUP1"
CHUNK = 1024 * 1024
_TAG, _ID, _SALT = 16, 12, 16


@dataclass(frozen=True)
class BackupKey:
    secret: bytes = field(repr=False)

    @property
    def id(self) -> bytes:
        """Names the key without revealing it."""
        return self.name_of("key id")[:_ID].encode()

    def name_of(self, text: str) -> str:
        """A file name that does not reveal `text`, which may be the hash of a known picture."""
        return hmac.new(self.secret, b"name " + text.encode(), hashlib.sha256).hexdigest()

    def cipher(self, salt: bytes, purpose: str) -> AESGCM:
        return AESGCM(HKDF(algorithm=SHA256(), length=32, salt=salt, info=purpose.encode()).derive(self.secret))


def key_in_settings() -> BackupKey | None:
    return BackupKey(settings.BACKUP_KEY.encode()) if settings.BACKUP_KEY else None


def encrypted(chunks: Iterator[bytes], key: BackupKey | None, purpose: str) -> Iterator[bytes]:
    """Return what is stored of `chunks`, of which every one but the last must have CHUNK bytes."""
    if key is None:
        yield from chunks
        return
    salt = os.urandom(_SALT)
    yield MAGIC + key.id + salt
    cipher, number, chunk = key.cipher(salt, purpose), 0, next(chunks, b"")
    for next_chunk in chunks:
        yield cipher.encrypt(_nonce(number, last=False), chunk, None)
        number, chunk = number + 1, next_chunk
    yield cipher.encrypt(_nonce(number, last=True), chunk, None)


def decrypted(file: IO[bytes], key: BackupKey | None, purpose: str) -> Iterator[bytes]:
    """Return the content of a stored file. Raises BackupProblem for another key, and for a byte that was changed."""
    if key is None:
        yield from chunks_of(file)
        return
    head = file.read(len(MAGIC) + _ID + _SALT)
    if not head.startswith(MAGIC):
        raise BackupProblem(f"{_name(file)} is not encrypted, or its beginning was changed.")
    if head[len(MAGIC) : len(MAGIC) + _ID] != key.id:
        raise BackupProblem(f"{_name(file)} is encrypted with another key than LAERINGSRUM_BACKUP_KEY.")
    cipher, number = key.cipher(head[-_SALT:], purpose), 0
    chunk = file.read(CHUNK + _TAG)
    while chunk:
        next_chunk = file.read(CHUNK + _TAG)
        try:
            yield cipher.decrypt(_nonce(number, last=not next_chunk), chunk, None)
        except (InvalidTag, ValueError):
            raise BackupProblem(f"{_name(file)} was changed or is damaged (part {number + 1}).") from None
        number, chunk = number + 1, next_chunk
    if not number:
        raise BackupProblem(f"{_name(file)} was cut off.")


def is_encrypted(file: IO[bytes]) -> bool:
    """Return whether the file is encrypted, by its first bytes."""
    return file.read(len(MAGIC)) == MAGIC


def chunks_of(file: IO[bytes]) -> Iterator[bytes]:
    """Yield chunks of CHUNK bytes, also of a pipe or a network stream, which give less at a time."""
    while True:
        parts, missing = [], CHUNK
        while missing and (part := file.read(missing)):
            parts.append(part)
            missing -= len(part)
        if parts:
            yield b"".join(parts)
        if missing:
            return


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _name(file: IO[bytes]) -> str:
    return str(getattr(file, "name", "The file"))
