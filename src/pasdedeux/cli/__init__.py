"""The terminal: one file per group of commands.

May import: actions, study, present, consent, terms.
May not: score, speak SQL, or hold rules.
"""
