"""Enums of documents: their parts, formats and states."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Part(TextChoices):
    """Parts of approved minutes as a document, in their order. The text of the items is always there."""

    ATTENDANCE = "attendance", _("Who took part")
    EARLIER = "earlier", _("Agreements of earlier years")
    TEXT = "text", _("The items of the agenda, with what was agreed")
    ADJUST = "adjust", _("What we should adjust")
    ADDENDA = "addenda", _("Addenda")
    FIGURES = "figures", _("Figures as charts")
    PICTURES = "pictures", _("Pictures in which nobody can be recognised")
    RECOGNISABLE = "recognisable", _("Pictures in which people can be recognised")
    APPENDIX = "appendix", _("What the minutes rest on, as a list")


#: All but the pictures of people, which somebody has to choose.
USUAL_PARTS = frozenset(Part) - {Part.RECOGNISABLE}
