"""Submitting, approving and returning minutes; the frozen record and its proof."""
