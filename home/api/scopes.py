"""What a key for another system opens: each scope is a part of the holder's own rights, and an endpoint."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.roles import Right


class ApiScope(models.TextChoices):
    UNITS = "units", _("Units")
    MEETINGS = "meetings", _("Dialogue meetings: state, day and length")
    AGREEMENTS = "agreements", _("Agreements: text, date and status")
    MINUTES = "minutes", _("Approved minutes, with their text")
    JOURNAL = "journal", _("Case and document numbers of approved minutes")


#: None of them opens evidence, drafts or names.
RIGHTS: dict[ApiScope, frozenset[Right]] = {
    ApiScope.UNITS: frozenset({Right.SEE_UNIT}),
    ApiScope.MEETINGS: frozenset({Right.SEE_PLANNED_MEETING, Right.SEE_MEETING}),
    ApiScope.AGREEMENTS: frozenset({Right.SEE_AGREEMENTS}),
    ApiScope.MINUTES: frozenset({Right.SEE_APPROVED_MINUTES}),
    ApiScope.JOURNAL: frozenset({Right.JOURNALISE}),
}
