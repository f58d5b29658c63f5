"""For whom a section is."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.roles import Right


class Readers(models.TextChoices):
    """From the narrowest to the widest. Nothing is for visitors who are not signed in."""

    LEADERS = "leaders", _("The leaders of the units, and the heads of area")
    FORUM = "forum", _("Everybody in the leader forum, consultants too")
    EVERYBODY = "everybody", _("Everybody who signs in, staff and board members too")


#: What each of them requires.
READING_RIGHTS = {
    Readers.LEADERS: Right.READ_LEADERS_ARTICLES,
    Readers.FORUM: Right.SEE_FORUM,
    Readers.EVERYBODY: Right.READ_ARTICLES,
}
