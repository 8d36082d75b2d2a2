"""What things mean: pure functions on values. Touches no disk, renders nothing, prints nothing."""
