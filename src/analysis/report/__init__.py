"""A report is a notebook, executed once and drawn for each language and audience."""
