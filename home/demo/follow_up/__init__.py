"""What the demo shows of what comes after a meeting."""
