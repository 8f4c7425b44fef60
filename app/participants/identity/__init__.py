"""Names, birth dates and customer numbers: sealed field by field, apart from everything else."""
