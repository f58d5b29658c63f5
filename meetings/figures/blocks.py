"""StreamField blocks that show a dataset as a chart and a table."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from media.blocks import MediaBlock
from meetings.figures.charts.chart import Chart, ChartKind
from snippets.enums import Measure


class DatasetBlock(MediaBlock):
    """Reference to a `Dataset`. Its search text is `Dataset.searchable_words`, which holds no numbers."""

    target_model = "meetings.Dataset"

    class Meta:
        icon = "table"
        label = _("Figures")


class FiguresValue(blocks.StructValue):
    """Values for the block's template. Access is checked earlier: whoever sees the block may see the evidence."""

    @property
    def chart_data(self) -> Chart | None:
        """The chart, or None when no chart was chosen or no chart suits the figures."""
        from meetings.figures.build_chart import build_chart, charts_for

        dataset = self["dataset"]
        if dataset is None or not self["chart"]:
            return None
        if not charts_for(dataset.figures, Measure(dataset.measure), self["rows_are_series"]):
            return None
        return build_chart(
            dataset, kind=self["chart"], message=self["message"], rows_are_series=self["rows_are_series"]
        )

    @property
    def chart_arguments(self) -> dict[str, object]:
        """Arguments of the component `chart`; empty without a chart. The table is the whole one, with totals and
        numbers of answers."""
        from meetings.figures.charts.chart_component import component_arguments

        data = self.chart_data
        return {} if data is None else component_arguments(data, key=f"figures-{self['dataset'].pk}")

    @property
    def table(self) -> dict[str, list[Any]]:
        from meetings.figures.formatting import table_context

        return table_context(self["dataset"])

    @property
    def facts(self) -> str:
        from meetings.figures.formatting import describe_facts

        return describe_facts(self["dataset"])

    @property
    def why_hidden(self) -> str:
        from meetings.figures.formatting import describe_hidden

        return describe_hidden(self["dataset"])


class FiguresBlock(blocks.StructBlock):
    """A dataset, the kind of chart that shows it, and a sentence on what it shows."""

    dataset = DatasetBlock()
    chart = blocks.ChoiceBlock(required=False, choices=ChartKind.choices, label=_("Chart"))
    message = blocks.CharBlock(required=False, max_length=150, label=_("What the figures show"))
    rows_are_series = blocks.BooleanBlock(required=False, label=_("Rows are the lines of the chart"))

    class Meta:
        icon = "table"
        label = _("Figures")
        template = "meetings/figures/figures_block.html"
        value_class = FiguresValue
