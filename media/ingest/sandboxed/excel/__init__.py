"""Workbooks (SpreadsheetML)."""
