"""Actions that move a meeting to another state."""
