"""The funder's auxiliary conditions as data, and what they say of the books."""
