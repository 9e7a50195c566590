"""Results become cards and charts: words and numbers; no HTML, no colour.

May import: all rooms to its left.
May not: decide.
"""
