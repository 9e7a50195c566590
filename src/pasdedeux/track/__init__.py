"""Results over time become statements.

May import: all rooms to its left.
May not: choose words.
"""
