"""The portfolio: places, and snapshots of them over time, in SQLite or PostgreSQL.

Everything here imports SQLAlchemy; who needs no portfolio imports nothing of it.
"""
