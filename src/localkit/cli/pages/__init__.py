"""Pages for a browser: one file each that needs nothing beside itself, neither a network nor scripts."""
