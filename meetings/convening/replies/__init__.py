"""Who comes: participants answer by a link, without signing in; the agreement holder notes answers and reminds."""
