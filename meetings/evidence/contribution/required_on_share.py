"""A field that sharing needs, but that a draft may leave empty."""

from typing import Any


class RequiredOnShare:
    """Mixed into a form field: it is not marked "(optional)", and an empty answer is taken all the same."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "required": True})

    def validate(self, value: Any) -> None:
        if value not in self.empty_values:  # type: ignore[attr-defined]
            super().validate(value)  # type: ignore[misc]

    def widget_attrs(self, widget: Any) -> dict[str, Any]:
        attrs = super().widget_attrs(widget)  # type: ignore[misc]
        attrs.pop("required", None)
        return attrs
