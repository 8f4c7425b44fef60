"""The invented case work of the demonstration: filled in by the ordinary services, the same each time.

Nothing here is about a real person or institution; addresses end in `.example`, phone numbers are left out.
"""
