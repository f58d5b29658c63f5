"""Re-exports, for Django."""

from snippets.registers import DataType, Goal, Initiative, StandardText, Theme

__all__ = ["DataType", "Goal", "Initiative", "StandardText", "Theme"]
