"""Task: ask the directory about those who have not signed in for a while, so that their roles hold or end."""

import logging
from datetime import timedelta

from cryptography.fernet import InvalidToken
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from accounts.directory.errors import GrantRefused, NotTrusted, SignInRefused
from accounts.directory.refresh_token import RefreshToken, seal, unseal
from accounts.directory.settings import DirectorySettings
from accounts.directory.sign_in_user import confirm_user
from accounts.user import User

log = logging.getLogger("laeringsrum.directory")

#: People of one night. With two thirds of the time gone, the others have the nights of the last third.
MAX_A_NIGHT = 500
#: After so many failures one after another the directory is left alone until the next night.
MAX_FAILURES = 5


@task(queue_name="nightly")
def confirm_roles(day: str) -> int:
    """Confirm the roles of those whom the directory has not confirmed for two thirds of `lapse_days`, the longest
    untried first. What fails is tried the next night; whom the directory refuses is not asked about again, and their
    roles lapse. Returns how many people were confirmed. An error of ours does not keep the others from being confirmed;
    the last one is raised at the end."""
    directory = DirectorySettings.here()
    if not directory.keeps_refresh_tokens:
        RefreshToken.objects.all().delete()
        return 0
    before = timezone.now() - timedelta(days=directory.lapse_days * 2 / 3)
    rows = RefreshToken.objects.filter(confirmed_at__lt=before).order_by("tried_at", "pk")
    confirmed = failures = 0
    error: Exception | None = None
    for pk in list(rows.values_list("pk", flat=True)[:MAX_A_NIGHT]):
        if failures == MAX_FAILURES:
            break
        row = RefreshToken.objects.select_related("account").filter(pk=pk).first()
        if row is None:
            continue
        try:
            confirmed += _confirm(row, directory)
            failures = 0
        except (GrantRefused, SignInRefused, InvalidToken) as refusal:
            # Unless another was kept meanwhile, by a sign-in.
            RefreshToken.objects.filter(pk=pk, secret=row.secret).delete()
            log.info("the roles of account %s are not confirmed again: %s", row.account.user_id, type(refusal).__name__)
        except NotTrusted as failure:
            failures += 1
            log.warning("the directory did not confirm account %s: %s", row.account.user_id, failure)
        except Exception as unexpected:
            failures += 1
            error = unexpected
            log.exception("the roles of account %s could not be confirmed", row.account.user_id)
    if error is not None:
        raise error
    return confirmed


def _confirm(row: RefreshToken, directory: DirectorySettings) -> bool:
    """Ask the directory, and follow what it says. Return whether the person was confirmed in a role. Raises
    GrantRefused, SignInRefused, InvalidToken, NotTrusted."""
    from accounts.directory.openid import ask_again

    now = timezone.now()
    RefreshToken.objects.filter(pk=row.pk).update(tried_at=now)
    token, nonce, issuer = unseal(row.secret)
    if issuer != directory.issuer:
        raise GrantRefused("it was given by another directory")

    def keep(replacing: str) -> None:
        former, row.secret = row.secret, seal(token=replacing, nonce=nonce, issuer=issuer)
        RefreshToken.objects.filter(pk=row.pk, secret=former).update(secret=row.secret)

    claims = ask_again(directory, token, keep, nonce)
    if claims.key != row.account.uid:
        raise GrantRefused("it is of another person")
    with transaction.atomic():
        user = User.objects.select_for_update().get(pk=row.account.user_id)
        if not RefreshToken.objects.filter(pk=row.pk, secret=row.secret).exists():
            return False  # signed out, closed or signed in meanwhile
        has_role = confirm_user(user=user, claims=claims, directory=directory, now=now)
        # Whoever lost a role was signed out, which forgets the token; the other roles are still to be confirmed.
        RefreshToken.objects.filter(pk=row.pk).delete()
        if has_role:
            row.confirmed_at = row.tried_at = now
            row.save(force_insert=True)
    return has_role
