"""Tests with a database: each runs on SQLite and on PostgreSQL."""
