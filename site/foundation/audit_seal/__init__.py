"""Seal the logs of acts and of views in one chain of HMACs, and verify it (docs/decisions/0052)."""
