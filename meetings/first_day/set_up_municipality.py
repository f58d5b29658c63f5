"""Write the municipality's name, colour, contact and logo, all in one form on the first day."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.user import User
from foundation.audit import record
from foundation.errors import NotAllowed
from foundation.municipality import Municipality
from meetings.exports.document_settings import DocumentSettings
from meetings.first_day.people_file.import_people import may_set_up


def set_up_municipality(
    *,
    name: str,
    contact_name: str,
    contact_email: str,
    contact_phone: str,
    brand_colour: str,
    by: User,
    logo: bytes = b"",
) -> Municipality:
    """Set up the municipality. `logo` is a PNG made by `clean_logo`, empty to keep what is there. Raises NotAllowed."""
    if not may_set_up(by):
        raise NotAllowed(_("Only an administrator can do this."))
    with transaction.atomic():
        here = Municipality.objects.select_for_update().get(site__is_default_site=True)
        here.name, here.brand_colour = name, brand_colour
        here.contact_name, here.contact_email, here.contact_phone = contact_name, contact_email, contact_phone
        here.save(update_fields=["name", "brand_colour", "contact_name", "contact_email", "contact_phone"])
        if logo:
            documents = DocumentSettings.here()
            documents.logo = logo
            documents.save()
        record("municipality.set_up", here, by=by, logo=bool(logo))
    return here
