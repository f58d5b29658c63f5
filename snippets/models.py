"""Re-exports, for Django."""

from snippets.dataset_type import DatasetType
from snippets.registers import DataType, Goal, Initiative

__all__ = ["DataType", "DatasetType", "Goal", "Initiative"]
