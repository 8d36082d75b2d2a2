"""Documents as people read them, beside the readers of addressable passages."""
