"""Makes the pages and pictures of docs/ that are not written by hand. Run by ``make docs``."""
