"""A document as Word's own format, with headings and tables as Word knows them."""
