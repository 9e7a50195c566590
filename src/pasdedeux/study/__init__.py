"""The same rooms over many couples; arrays in, arrays out.

May import: the ten quiet rooms, report.
May not: open a store.
"""
