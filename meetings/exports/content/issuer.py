"""The municipality as the issuer of a document."""

from foundation.municipality import Municipality
from meetings.exports.content.document import Issuer
from meetings.exports.document_settings import DocumentSettings


def issuer() -> Issuer:
    """Name, colour and logo from the settings. Two queries."""
    here = Municipality.here()
    return Issuer(here.name, here.brand_colour, bytes(DocumentSettings.here().logo))
