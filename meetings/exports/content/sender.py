"""The municipality as the sender of a document."""

from foundation.municipality import Municipality
from meetings.exports.content.document import Sender


def sender() -> Sender:
    """Name and colour from the settings. One query."""
    here = Municipality.here()
    return Sender(here.name, here.brand_colour)
