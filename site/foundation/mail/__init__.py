"""Mail is written in the transaction of the action it tells of, and sent by the worker."""
