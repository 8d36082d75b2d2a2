"""Frozen values of this field. No input, no output, no dependencies."""
