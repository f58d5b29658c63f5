"""StreamField blocks of what a unit brings to an agenda item: a statement for each initiative."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from meetings.template.enums import StatementScope


class StatementBlock(blocks.StructBlock):
    """What every statement has. `title` is the initiative's name as it was written, `initiative` the primary key in the
    register (None for one of the unit's own), `version` is counted up by each change."""

    title = blocks.CharBlock(max_length=200)
    initiative = blocks.IntegerBlock(required=False)
    version = blocks.IntegerBlock(default=1)


class StrategicStatementBlock(StatementBlock):
    results = blocks.TextBlock(required=False, label=_("Our results"))
    challenges = blocks.TextBlock(required=False, label=_("Our challenges"))


class OwnStatementBlock(StatementBlock):
    occupied = blocks.TextBlock(required=False, label=_("What occupies us"))
    learning = blocks.TextBlock(required=False, label=_("What we can learn from it"))
    onward = blocks.TextBlock(required=False, label=_("What we bring on"))


#: The block of each value of `StatementScope`.
STATEMENTS: dict[str, StatementBlock] = {
    StatementScope.STRATEGIC: StrategicStatementBlock(),
    StatementScope.OWN: OwnStatementBlock(),
}


class BroughtStreamBlock(blocks.StreamBlock):
    strategic = STATEMENTS[StatementScope.STRATEGIC]
    own = STATEMENTS[StatementScope.OWN]


def questions_of(kind: str) -> dict[str, str]:
    """Return the labels of the texts of a statement by name, in reading order."""
    children = STATEMENTS[kind].child_blocks.items()
    return {name: str(block.label) for name, block in children if isinstance(block, blocks.TextBlock)}
