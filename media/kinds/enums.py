"""The kinds of media item."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MediaKind(TextChoices):
    """Also the type of the block that shows a file in the body of a page, and the kind in the view log."""

    IMAGE = "image", _("picture")
    FILM = "film", _("film")
    SOUND = "sound", _("sound recording")
    DOCUMENT = "document", _("document")
