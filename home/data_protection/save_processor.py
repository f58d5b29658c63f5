"""Write a processor into the register, or change one."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation.audit import record
from foundation.errors import NotAllowed, Refusal
from foundation.forms.optimistic_lock import bump_version
from home.data_protection.processor import Processor
from meetings.units import access


class ProcessorExists(Refusal):
    """There is one of that name already."""


def save_processor(
    *,
    processor: Processor | None = None,
    name: str,
    country: str,
    is_outside_eea: bool,
    purpose: str,
    agreement: str,
    by: User,
    expected_version: int | None = None,
) -> Processor:
    """Create the row, or change `processor`. Raises NotAllowed, ProcessorExists, ChangedMeanwhile."""
    if not access.of(by).everywhere(Right.KEEP_DATA_PROTECTION):
        raise NotAllowed(_("Only an administrator or the data protection officer can do this."))
    values: dict[str, Any] = {
        "name": name.strip(), "country": country.strip(), "is_outside_eea": is_outside_eea,
        "purpose": purpose.strip(), "agreement": agreement.strip(),
    }  # fmt: skip
    with transaction.atomic():
        same = Processor.objects.filter(name=values["name"])
        if same.exclude(pk=processor.pk if processor else 0).exists():
            raise ProcessorExists(_("There is one of this name already. Change it in the list."), field="name")
        if processor is None:
            written = Processor.objects.create(**values)
        else:
            written = bump_version(Processor.objects.filter(pk=processor.pk), expected_version, **values)
        record("processor.written", written, by=by, new=processor is None)
    return written
