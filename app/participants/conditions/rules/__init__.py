"""Decisions about barriers, resources and circumstances. Pure, without a clock."""
