"""Links in mails to participants: a secret of which only the hash is stored, so that nobody can read it back."""

import hashlib
import secrets
from typing import Self

from django.db import models

#: Bytes of the secret in a link.
SECRET = 24


class ParticipantLink(models.Model):
    """Abstract model of a link; the models have a foreign key to the person and say when their links are dead."""

    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @classmethod
    def make(cls, **values: object) -> str:
        """Store a new link with these values, and return its secret. Earlier links stay."""
        token = secrets.token_urlsafe(SECRET)
        cls._default_manager.create(token_hash=_hash(token), **values)
        return token

    @classmethod
    def of_token(cls, token: str, *related: str) -> Self | None:
        """Return the link with this secret, with `related` objects loaded; None for any other text."""
        return cls._default_manager.select_related(*related).filter(token_hash=_hash(token)).first()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
