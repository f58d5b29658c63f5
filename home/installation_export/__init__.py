"""Everything of the installation in open formats, enough to leave: tables, pages, files and the log with its heads."""
