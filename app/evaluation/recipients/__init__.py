"""Recipients of releases: legal basis, people, tokens, pseudonyms."""
