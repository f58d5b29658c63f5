"""Enums of the registers."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DatasetKind(TextChoices):
    PROGRESSION = "progression", _("Progression")
    ABSENCE = "absence", _("Absence")
    WELLBEING = "wellbeing", _("Well-being survey")
    WORKPLACE = "workplace", _("Workplace assessment")
    SOCIAL_CAPITAL = "social_capital", _("Social capital")
    SATISFACTION = "satisfaction", _("Parents' satisfaction")
    TEST = "test", _("Test results")
    OWN = "own", _("Own figures")


class GoalKind(TextChoices):
    NATIONAL = "national", _("National goal")
    MUNICIPAL = "municipal", _("Municipal goal")
    THEME = "theme", _("Theme")


class Measure(TextChoices):
    """What a figure says about persons; decides how it is suppressed."""

    COUNT = "count", _("Numbers of persons")
    SHARE = "share", _("Shares of persons, in percent")
    SCORE = "score", _("Averages, days or another measure")


class Direction(TextChoices):
    """Only text beside a figure: there are no traffic lights and no ranking."""

    HIGHER = "higher", _("Higher is better")
    LOWER = "lower", _("Lower is better")
    NEITHER = "neither", _("Neither")
