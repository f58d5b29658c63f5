"""The head of a day: number and seal of the last block, kept where whoever can change the database cannot change it.

With it a chain that was cut off at its end, or sealed anew as a whole, is found out.
"""

import os
import re
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django_tasks import task

from foundation import audit
from foundation.audit_seal.seal_block import SealBlock, last_block
from foundation.mail.enqueue_mail import enqueue_mail_from_template

_LINE = re.compile(r"\bblok (\d{1,18}) ([0-9a-f]{64})\b")
HEAD_SENT = "log.head_sent"


def head_line(block: SealBlock, day: str) -> str:
    return f"laeringsrum {day} blok {block.number} {block.seal}"


def read_heads(text: str) -> dict[int, str]:
    """Number of a block -> its seal, of all lines of a file or a mail."""
    return {int(number): seal for number, seal in _LINE.findall(text)}


def kept_heads() -> dict[int, str]:
    """Return those of settings.AUDIT_HEAD_FILE; none without it. Raises OSError."""
    path = settings.AUDIT_HEAD_FILE
    return read_heads(Path(path).read_text(errors="replace")) if path and Path(path).exists() else {}


def sends_heads() -> bool:
    return bool(settings.AUDIT_HEAD_FILE or settings.AUDIT_HEAD_MAILS)


@task(queue_name="nightly")
def send_head(day: str) -> None:
    """Send the day's head to settings.AUDIT_HEAD_MAILS, and append it to settings.AUDIT_HEAD_FILE. A second run of the
    same day writes it again, which does no harm."""
    block = last_block()
    if block is None or not sends_heads():
        return
    line = head_line(block, day)
    if settings.AUDIT_HEAD_FILE:
        with open(settings.AUDIT_HEAD_FILE, "a", opener=_open_for_owner_only) as file:
            file.write(line + "\n")
            file.flush()
            os.fsync(file.fileno())
    with transaction.atomic():
        for address in settings.AUDIT_HEAD_MAILS:
            context = {"line": line, "day": date.fromisoformat(day), "base_url": settings.BASE_URL}
            enqueue_mail_from_template(to=address, template="foundation/mail/head", context=context)
        audit.record(HEAD_SENT, block, by=None)


def _open_for_owner_only(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def problems() -> list[str]:
    """Check before the start: a file of heads beside the data would be changed together with them."""
    path = settings.AUDIT_HEAD_FILE
    if path and Path(path).resolve().is_relative_to(Path(settings.DATA_DIR).resolve()):
        return [f"LAERINGSRUM_AUDIT_HEAD_FILE must be outside {settings.DATA_DIR}, best on another machine."]
    return []
