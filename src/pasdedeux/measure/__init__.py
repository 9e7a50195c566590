"""Answers become scores with error.

May import: intake, consent, terms.
May not: know who answered or when.
"""
