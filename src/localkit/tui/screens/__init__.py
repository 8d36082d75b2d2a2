"""One screen for each noun: it composes widgets, owns workers, and handles messages."""
