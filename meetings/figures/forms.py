"""Forms for figures: facts about them, the file or pasted text, and how they are shown."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.cpr_forms.forms import Form
from foundation.forms.model_choice_field import ModelChoiceByIdField
from meetings.figures.charts.chart import ChartKind
from meetings.figures.models import Dataset
from meetings.figures.parsing.parse_number import read_number
from meetings.figures.parsing.source import ACCEPT
from meetings.figures.save_figures import DatasetFacts
from snippets.dataset_type import DatasetType
from snippets.enums import Measure


class TypeField(ModelChoiceByIdField):
    def label_from_instance(self, obj: DatasetType) -> str:
        return obj.name


class PercentField(forms.CharField):
    """82,5 or 82,5 %."""

    def clean(self, value: object) -> Decimal | None:
        text = super().clean(value)
        if not text:
            return None
        number = read_number(text)
        if number is None or not 0 <= number.value <= 100:
            raise forms.ValidationError(_("Write a number between 0 and 100, for example 82,5."))
        return number.value.quantize(Decimal("0.1"))


class FactsForm(Form):
    """Facts about the figures: type, title, source, period, number of answers."""

    use_required_attribute = False
    can_confirm = False

    type = TypeField(
        DatasetType.objects.none(), label=_("What kind of figures is it?"), empty_label=_("Choose"),
        error_messages={"required": _("Choose what kind of figures it is.")},
    )  # fmt: skip
    title = forms.CharField(
        label=_("What are they called?"),
        max_length=150,
        help_text=_("For example: Well-being in grades 4 to 9. No names of children."),
        error_messages={"required": _("Give the figures a name.")},
    )
    measure = forms.ChoiceField(
        label=_("What are the figures?"),
        choices=[("", _("Decide from the kind of figures and the figures themselves")), *Measure.choices],
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Your choice is used only where the figures leave it open."),
    )
    source = forms.CharField(
        label=_("Where are they from?"), required=False, max_length=200, help_text=_("It is shown under the figures.")
    )
    period = forms.CharField(
        label=_("For which period?"), required=False, max_length=100, help_text=_("For example: spring 2026.")
    )
    respondent_count = forms.IntegerField(
        label=_("How many answers are behind them?"), required=False, min_value=0, max_value=1_000_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": _("Write a whole number.")},
    )  # fmt: skip
    response_rate = PercentField(label=_("How many percent answered?"), required=False, max_length=10)
    minimum_count = forms.IntegerField(
        label=_("Hide figures with fewer persons behind them than"), required=False, min_value=1, max_value=1000,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=_("Leave it empty to use the municipality's number. You can raise it, not lower it."),
        error_messages={"invalid": _("Write a whole number.")},
    )  # fmt: skip

    def __init__(self, *args: Any, dataset: Dataset | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        types = DatasetType.objects.filter(is_active=True)
        if dataset is not None:
            types = types | DatasetType.objects.filter(pk=dataset.type_id)
            self.initial = {**initial_facts(dataset), **self.initial}
        self.fields["type"].queryset = types.order_by("name")

    @property
    def more_is_open(self) -> bool:
        names = ("measure", "period", "response_rate", "minimum_count")
        return any(self[name].value() or self[name].errors for name in names)

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        chosen, wish = data.get("type"), data.get("minimum_count")
        if chosen and wish and wish < chosen.minimum_count:
            text = _("You can raise the minimum of %(minimum)s, but not lower it.")
            self.add_error("minimum_count", text % {"minimum": chosen.minimum_count})
        return data

    @property
    def facts(self) -> DatasetFacts:
        data = self.cleaned_data
        return DatasetFacts(
            type=data["type"],
            title=data["title"],
            measure=Measure(data["measure"] or data["type"].measure),
            period=data["period"],
            source=data["source"],
            respondent_count=data["respondent_count"],
            response_rate=data["response_rate"],
            minimum_count=data["minimum_count"],
        )


def initial_facts(dataset: Dataset) -> dict[str, object]:
    rate = dataset.response_rate
    return {
        "type": dataset.type_id,
        "title": dataset.title,
        "measure": dataset.measure,
        "period": dataset.period,
        "source": dataset.source,
        "respondent_count": dataset.respondent_count,
        "response_rate": "" if rate is None else str(rate).replace(".", ","),
        "minimum_count": dataset.minimum_count if dataset.minimum_count > dataset.type.minimum_count else None,
    }


class InputForm(forms.Form):
    """A file, or cells pasted from a spreadsheet. (Figures that are typed by hand come from the fields of
    `grid.py`.)"""

    use_required_attribute = False

    file = forms.FileField(
        label=_("A file with the figures"),
        required=False,
        allow_empty_file=True,  # `read_upload` refuses it with a better message
        help_text=_("CSV, Excel (.xlsx) or OpenDocument (.ods), at most 10 MB. Only groups, never single children."),
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )
    pasted = forms.CharField(
        label=_("Or paste from a spreadsheet"),
        required=False,
        max_length=500_000,
        strip=False,
        help_text=_("Mark the cells with their headings, copy them, and paste them here."),
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
    )


class DisplayForm(Form):
    """How the figures are shown: message, kind of chart, breaks in the series."""

    use_required_attribute = False
    can_confirm = False

    message = forms.CharField(
        label=_("What do the figures show?"),
        required=False,
        max_length=150,
        help_text=_("One sentence: “Fewer children are absent than last year.” It is shown above the chart."),
    )
    chart = forms.ChoiceField(
        label=_("How should they be shown?"),
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Only kinds that suit these figures can be chosen."),
    )
    rows_are_series = forms.BooleanField(
        label=_("Swap rows and columns: each row is a colour, and the columns are along the chart"), required=False
    )
    breaks = forms.MultipleChoiceField(
        label=_("Is the series broken somewhere?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick the first one that can't be compared with those before it."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, names: list[str], kinds: Iterable[ChartKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        charts = [(kind.value, kind.label) for kind in kinds]
        self.fields["chart"].choices = [("", _("As a table only")), *charts]
        if ChartKind.BAR not in kinds:
            del self.fields["rows_are_series"]
        self.fields["breaks"].choices = [(name, name) for name in names]
        if len(names) < 2:
            del self.fields["breaks"]
