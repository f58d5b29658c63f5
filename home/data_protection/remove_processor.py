"""Take a processor out of the register."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation.audit import record
from foundation.errors import NotAllowed
from home.data_protection.processor import Processor
from meetings.units import access


def remove_processor(*, processor: Processor, by: User) -> None:
    """Delete the row. Raises NotAllowed. One that is gone already is no error."""
    if not access.of(by).everywhere(Right.KEEP_DATA_PROTECTION):
        raise NotAllowed(_("Only an administrator or the data protection officer can do this."))
    with transaction.atomic():
        record("processor.removed", processor, by=by)
        Processor.objects.filter(pk=processor.pk).delete()
