"""When a cleared example is shown: from its day on, and no longer in the list when it is archived or superseded."""
