"""People in a document: participants, and names of persons."""
