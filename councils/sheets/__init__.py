"""Tables that people send as files, CSV or xlsx, as rows of text."""
