"""The funder's own workbooks, filled from figures."""
