"""Raw input becomes clean records; nothing is judged.

May import: consent, terms.
May not: judge, guess, or drop a line in silence.
"""
