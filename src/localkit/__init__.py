"""localkit: many locally adapted versions of one programme, measured, explained and kept up to date."""

__version__ = "0.1.0"
