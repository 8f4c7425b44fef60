"""The invented case work of the demonstration: by the ordinary services, the same each time.

Nothing here is about a real person or institution: addresses end in `.example`, and there are no
phone numbers.
"""
