"""The municipality as the sender of a document."""

from foundation.municipality import Municipality
from meetings.exports.content.document import Sender
from meetings.exports.document_settings import DocumentSettings


def sender() -> Sender:
    """Name, colour and logo from the settings. Two queries."""
    here = Municipality.here()
    return Sender(here.name, here.brand_colour, bytes(DocumentSettings.here().logo))
