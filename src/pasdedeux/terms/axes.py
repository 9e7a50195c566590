"""Name the axes of the arrays, in the order in which arrays carry them."""

PARTNER = "partner"
FIELD = "field"
COUPLE = "couple"
EXCHANGE = "exchange"
DAY = "day"
DRAW = "draw"
ITEM = "item"
