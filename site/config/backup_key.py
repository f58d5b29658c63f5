"""The key of backups, from LAERINGSRUM_BACKUP_KEY_FILE or LAERINGSRUM_BACKUP_KEY; without one they are plain."""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from config import environment

MIN_KEY_LENGTH = 40


def configured_key() -> str:
    """Return the key. Raises ImproperlyConfigured for a file that cannot be read, and for a key that could be
    guessed."""
    name = environment.text("BACKUP_KEY_FILE", "")
    try:
        key = (Path(name).read_text() if name else environment.text("BACKUP_KEY", "")).strip()
    except (OSError, UnicodeDecodeError):
        raise ImproperlyConfigured(f"LAERINGSRUM_BACKUP_KEY_FILE cannot be read: {name}") from None
    if (name or key) and len(key) < MIN_KEY_LENGTH:
        raise ImproperlyConfigured(
            f"The backup key must be at least {MIN_KEY_LENGTH} random characters. Run: "
            'python3 -c "import secrets; print(secrets.token_urlsafe(50))"'
        )
    return key
