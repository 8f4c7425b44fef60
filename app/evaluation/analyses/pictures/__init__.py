"""The answers of the analyses: each reads its sources, asks the rules and says it in words."""
