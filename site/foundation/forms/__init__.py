"""Forms that create are carried out once; forms that change carry the version they saw; fields and widgets."""
