"""The milestone trend analysis (Meilensteintrendanalyse)."""
