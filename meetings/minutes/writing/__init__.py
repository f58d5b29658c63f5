"""Write minutes: the form, saving, merging the texts of two writers."""
