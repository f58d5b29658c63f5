"""A select whose options are written at once, where Django renders a template for each."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from django import forms
from django.forms.renderers import BaseRenderer
from django.utils.choices import BaseChoiceIterator
from django.utils.safestring import SafeString, mark_safe

from foundation.markup import attributes_of, escaped

#: A value and its label, or the label of a group and its choices.
Choice = tuple[object, object]


class SharedChoices(BaseChoiceIterator):
    """Choices of many selects of one page: their options are written once."""

    def __init__(self, choices: Iterable[Choice]) -> None:
        self._choices = list(choices)

    def __iter__(self) -> Iterator[Choice]:
        return iter(self._choices)

    @cached_property
    def values(self) -> frozenset[object]:
        groups = (choices if isinstance(choices, list) else [(one, choices)] for one, choices in self._choices)
        return frozenset(value for choices in groups for value, _label in choices)

    @cached_property
    def options(self) -> str:
        """The options as HTML, none of them selected."""
        return "".join(
            f'<optgroup label="{escaped(label)}">{_options(choices)}</optgroup>'
            if isinstance(choices, list)
            else _options([(label, choices)])
            for label, choices in self._choices
        )


class QuickSelect(forms.Select):
    def render(
        self, name: str, value: object, attrs: dict[str, object] | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        attributes = attributes_of({**self.build_attrs(self.attrs, attrs), "name": name})
        choices = self.choices if isinstance(self.choices, SharedChoices) else SharedChoices(self.choices)
        chosen = _start_of_option("" if value is None else value)
        options = choices.options.replace(f"{chosen}>", f"{chosen} selected>", 1)
        # Safe: attributes, values and labels are escaped one by one.
        return mark_safe(f"<select{attributes}>{options}</select>")  # noqa: S308


def _start_of_option(value: object) -> str:
    return f'<option value="{escaped("" if value is None else value)}"'


def _options(choices: Iterable[Choice]) -> str:
    return "".join(f"{_start_of_option(value)}>{escaped(label)}</option>" for value, label in choices)
