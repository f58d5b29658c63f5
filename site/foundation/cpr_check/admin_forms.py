"""The same check for the forms of the Wagtail admin, which draws no tick box: there a number is taken out."""

from typing import Any

from django.http import QueryDict

from foundation import cpr
from foundation.cpr_check.form_values import tokens
from foundation.cpr_check.forms import CprCheckMixin


class EditorCheckMixin(CprCheckMixin):
    can_confirm = False

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.errors:
            self._mask_data()

    def _mask_data(self) -> None:
        """The preview keeps what was sent as it was sent (`FormState`), with the text of blocks that were deleted."""
        data: Any = self.data
        found = [name for name in data if isinstance(data, QueryDict) and "-" in name and tokens(data.getlist(name))]
        if found:
            self.data = data = data.copy()
        for name in found:
            data.setlist(name, [cpr.masked(value) for value in data.getlist(name)])
