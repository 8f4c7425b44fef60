"""Where the rows of each dataset come from, one module a dataset."""
