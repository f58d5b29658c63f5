"""Views of the contribution form, step by step, and of the actions on a piece of evidence."""
