"""The states of a proposed change to the frame."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ChangeState(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    TAKEN = "taken", _("Taken")
    PUT_OFF = "put_off", _("Put off")
    DECLINED = "declined", _("Declined")

    @property
    def tone(self) -> str:
        """Of its badge."""
        return {self.PROPOSED: "attention", self.TAKEN: "done", self.PUT_OFF: "info"}.get(self, "neutral")


DECIDED_STATES = (ChangeState.TAKEN, ChangeState.PUT_OFF, ChangeState.DECLINED)
#: What the next template takes over.
OPEN_STATES = (ChangeState.PROPOSED, ChangeState.PUT_OFF)
