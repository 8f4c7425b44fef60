"""Vouchers as people look at them, and the approval of imports as a batch."""
