"""Write the municipality's name, colour, contact and logo, all in one form on the first day."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.user import User
from foundation.audit import record
from foundation.errors import NotAllowed
from foundation.municipality import Municipality
from meetings.exports.document_settings import DocumentSettings
from meetings.first_day.people_file.import_people import may_import_people


def set_up_municipality(*, by: User, logo: bytes = b"", **values: Any) -> Municipality:
    """`values` are fields of Municipality; `logo` a PNG made by `clean_logo`, empty to keep what is there.

    Raises NotAllowed.
    """
    if not may_import_people(by):
        raise NotAllowed(_("Only an administrator can do this."))
    with transaction.atomic():
        here = Municipality.objects.select_for_update().get(site__is_default_site=True)
        for name, value in values.items():
            setattr(here, name, value)
        here.save(update_fields=list(values))
        if logo:
            documents = DocumentSettings.here()
            documents.logo = logo
            documents.save()
        record("municipality.set_up", here, by=by, logo=bool(logo))
    return here
