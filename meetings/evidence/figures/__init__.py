"""Figures as evidence: brought, changed, shown as charts."""
