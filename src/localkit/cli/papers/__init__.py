"""Files for Word: the only code that knows python-docx, which is there only where somebody asked for it."""
