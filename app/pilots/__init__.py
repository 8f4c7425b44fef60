"""The funded pilot as data: notice, stages, criteria, posts, positions, rule set."""
