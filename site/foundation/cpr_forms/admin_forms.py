"""CPR check for forms of the Wagtail admin, where a number can't be confirmed: the form has no checkbox for it."""

from typing import Any

from django.http import QueryDict

from foundation import cpr
from foundation.cpr_forms.form_values import tokens
from foundation.cpr_forms.forms import CprCheckMixin


class EditorCheckMixin(CprCheckMixin):
    can_confirm = False

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.errors:
            self._mask_data()

    def _mask_data(self) -> None:
        """Mask numbers in the raw data too: Wagtail's preview stores it (`FormState`), with the text of deleted
        blocks."""
        data: Any = self.data
        found = [name for name in data if isinstance(data, QueryDict) and "-" in name and tokens(data.getlist(name))]
        if found:
            self.data = data = data.copy()
        for name in found:
            data.setlist(name, [cpr.masked(value) for value in data.getlist(name)])
