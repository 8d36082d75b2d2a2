"""The terminal screens: one place, an update, many places, a kit. Only this part knows textual."""
