"""Text area for text in the notation (foundation/text/notation.py): buttons for its marks, and how the text will read.

Both need script (notation.js); without it a line says how the marks are written.
"""

from django import forms
from django.forms.renderers import BaseRenderer
from django.utils.safestring import SafeString


class NotationArea(forms.Textarea):
    def render(
        self, name: str, value: object, attrs: dict[str, object] | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        area = super().render(name, value, attrs, renderer)
        return self._render("foundation/notation_area.html", {"area": area}, renderer)  # type: ignore[attr-defined]
