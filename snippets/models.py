"""Re-exports, for Django."""

from snippets.dataset_type import DatasetType
from snippets.registers import DataType, Goal, Initiative, StandardText, Theme

__all__ = ["DataType", "DatasetType", "Goal", "Initiative", "StandardText", "Theme"]
