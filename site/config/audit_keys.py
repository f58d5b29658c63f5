"""The keys of the log's chain, from LAERINGSRUM_AUDIT_KEY_FILE (one a line) or LAERINGSRUM_AUDIT_KEY (comma separated).

The present key is first; earlier ones follow, so that what they sealed can still be verified.
"""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from config import environment

MIN_KEY_LENGTH = 40


def configured_keys() -> list[str]:
    """Return the keys. Raises ImproperlyConfigured for a file that cannot be read."""
    name = environment.text("AUDIT_KEY_FILE", "")
    if not name:
        return environment.comma_separated("AUDIT_KEY")
    try:
        lines = Path(name).read_text().split()
    except (OSError, UnicodeDecodeError):
        raise ImproperlyConfigured(f"LAERINGSRUM_AUDIT_KEY_FILE cannot be read: {name}") from None
    return lines


def require_own_keys(keys: list[str], data_dir: Path, secret_key: str) -> None:
    """Raise ImproperlyConfigured unless there are keys of their own, apart from the data."""
    if not keys or any(len(key) < MIN_KEY_LENGTH for key in keys) or secret_key in keys:
        raise ImproperlyConfigured(
            f"Set LAERINGSRUM_AUDIT_KEY, or a file in LAERINGSRUM_AUDIT_KEY_FILE, to at least {MIN_KEY_LENGTH} random "
            "characters that are not LAERINGSRUM_SECRET_KEY: it seals the log. Run: "
            'python3 -c "import secrets; print(secrets.token_urlsafe(50))"'
        )
    name = environment.text("AUDIT_KEY_FILE", "")
    if name and Path(name).resolve().is_relative_to(data_dir.resolve()):
        raise ImproperlyConfigured(f"LAERINGSRUM_AUDIT_KEY_FILE must be outside {data_dir}, which holds what it seals.")
