"""Figures as evidence: adding, changing, and showing them as charts."""
