"""Writing minutes: the form, saving, merging what two people wrote."""
