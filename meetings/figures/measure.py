"""What a figure says of persons, which decides how it is kept from telling of one of them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Measure(TextChoices):
    COUNT = "count", _("Numbers of persons")
    SHARE = "share", _("Shares of persons, in percent")
    SCORE = "score", _("Averages, days or another measure")
