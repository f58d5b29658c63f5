"""The event log, read by administrators and the data protection officer: who did and saw what, without the content."""
