"""The second factor: a code of the phone beside the password, with recovery codes."""
