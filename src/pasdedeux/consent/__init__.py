"""Who may see what; rules alone.

May import: terms.
May not: ask anything of a store.
"""
