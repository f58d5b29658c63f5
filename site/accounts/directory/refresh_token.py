"""The refresh token of somebody's last sign-in, by which the directory is asked at night whether their roles hold."""

import json
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from allauth.socialaccount.models import SocialAccount
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.directory.claims import Claims
from accounts.encryption import fernet
from accounts.user import User

if TYPE_CHECKING:
    from accounts.directory.settings import DirectorySettings

PURPOSE = "accounts.directory.refresh_token"


class RefreshToken(models.Model):
    """Goes with the link to the directory. `secret` is encrypted, and shown, logged and exported nowhere."""

    account = models.OneToOneField(SocialAccount, on_delete=models.CASCADE, related_name="+", editable=False)
    secret = models.TextField(editable=False)
    confirmed_at = models.DateTimeField(db_index=True)
    tried_at = models.DateTimeField()

    objects: ClassVar[models.Manager["RefreshToken"]] = models.Manager()

    class Meta:
        verbose_name = _("refresh token")


def seal(*, token: str, nonce: str, issuer: str) -> str:
    """Encrypt the token, with the nonce of the sign-in and the only directory that may be given it."""
    return fernet(PURPOSE).encrypt(json.dumps([token, nonce, issuer]).encode()).decode()


def unseal(secret: str) -> tuple[str, str, str]:
    """Return token, nonce and issuer. Raises cryptography.fernet.InvalidToken when the key is another now."""
    token, nonce, issuer = json.loads(fernet(PURPOSE).decrypt(secret.encode()))
    return token, nonce, issuer


def save_refresh_token(
    *, account: SocialAccount, claims: Claims, directory: "DirectorySettings", now: datetime
) -> None:
    """Keep that of this sign-in in place of an earlier one; none where it is switched off or none was given."""
    if not (directory.keeps_refresh_tokens and claims.refresh_token):
        RefreshToken.objects.filter(account=account).delete()
        return
    secret = seal(token=claims.refresh_token, nonce=claims.nonce, issuer=directory.issuer)
    RefreshToken.objects.update_or_create(
        account=account, defaults={"secret": secret, "confirmed_at": now, "tried_at": now}
    )


def delete_refresh_token(user: User) -> None:
    RefreshToken.objects.filter(account__user=user).delete()
