"""The contribution form, step by step, and what one does with a piece of evidence."""
