"""An example built from what is ticked on one page: agreements, wishes, evidence, passages of approved minutes."""
