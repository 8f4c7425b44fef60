"""What the funder has to be told of (Mitteilungspflichten, ANBest-P 5)."""
