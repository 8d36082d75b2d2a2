"""The hooks that plugins implement, and the manager that asks them."""
