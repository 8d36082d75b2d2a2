"""Bytes to addressable passages, one file a kind; ``reading.read`` picks the reader."""
