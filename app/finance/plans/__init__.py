"""The financing plan in its versions, and drafts of another."""
