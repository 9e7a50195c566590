"""Pages: read the form, call one action, show one presented page.

May import: actions, present, consent, terms.
May not: score, speak SQL, or hold rules.
"""
