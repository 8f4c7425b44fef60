"""What the funder's rules say of the books: one pure evaluator for each kind of rule.

Each takes a rule with its values and the facts of a day, and answers with findings: at least one,
also where all is in order. `judging` puts them together.
"""
