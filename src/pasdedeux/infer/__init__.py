"""Check-ins, moments and scores become a belief, with its width.

May import: all rooms to its left, numba, nutpie.
May not: name a pattern.
"""
