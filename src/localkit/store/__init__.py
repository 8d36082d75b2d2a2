"""Disk: kits, local versions, archives, schemas, trust. Nothing else reads or writes files."""
