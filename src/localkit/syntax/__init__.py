"""Text with positions: pure parsing that documents, store and engine share."""
