"""What a questionnaire is for, and its kinds of questions."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    EVALUATION = "evaluation", _("Evaluation of the day, by everybody who took part")
    PREPARATION = "preparation", _("Preparation, by the leadership team before the initial meeting")


class QuestionType(models.TextChoices):
    """The values are the names of Wagtail's FormBuilder, and two of our own: `scale` and `yesno`."""

    SCALE = "scale", _("Scale from 1 to 5")
    RADIO = "radio", _("One choice")
    CHECKBOXES = "checkboxes", _("Several choices")
    YES_NO = "yesno", _("Yes or no")
    SINGLE_LINE = "singleline", _("Short text")
    MULTI_LINE = "multiline", _("Long text")


#: Answered in one's own words, and read as quotes.
TEXT_TYPES = (QuestionType.SINGLE_LINE, QuestionType.MULTI_LINE)
#: The editor writes the choices.
WITH_CHOICES = (QuestionType.RADIO, QuestionType.CHECKBOXES)
SCALE_LEVELS = range(1, 6)

#: What a question is about, where it is no agenda item of the template: the frame as a whole, or nothing of it.
FRAME, NOTHING = "frame", ""

YES, NO = "yes", "no"
