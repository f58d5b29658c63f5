"""Questionnaires that editors build, their answers, and how they are summed up (docs/decisions/0042)."""
