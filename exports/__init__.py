"""The door: what leaves as a file is declared and written here; imports nothing of app."""
