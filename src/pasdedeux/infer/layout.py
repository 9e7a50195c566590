"""Where the filter keeps what: rows of one flat array, each a number of every couple side by side.

One array with places known to the compiler: with two, it cannot prove that a write does not
change a read, and loops stay scalar. A block holds all that one push through the step reads and
writes, so that within it every distance is a constant.
"""

from pasdedeux.infer.rows import LANES
from pasdedeux.model.exchange import Gains, State

STATES = 2 * len(State._fields)
"""Numbers of a state of both partners: A's five, then B's."""
CHANCES = 4
"""What nobody decides: both loads, both leanings."""
INPUTS = STATES + CHANCES
LOOKS = 6
"""What reports look at beside states: both answers, both partners' shown unease and moves away."""
ROWS = STATES + LOOKS
OF_EACH = len(Gains._fields)

# Within a block.
GAINS = 0
IN = GAINS + 2 * OF_EACH
OUT = IN + INPUTS
BLOCK = OUT + ROWS

CENTRE = 0
UP = CENTRE + BLOCK
DOWN = UP + BLOCK

MEAN = DOWN + BLOCK
COV = MEAN + ROWS
"""Row by row; only the lower triangle is kept in step."""
AWAY = COV + ROWS * ROWS
"""How far each point of the states lies from the mean: point by point."""
SPREAD = AWAY + STATES * STATES
CURVE = SPREAD + 2 * INPUTS * ROWS
"""Sums of second differences, which move the mean."""
GAIN = CURVE + ROWS
"""What a cell's report has in common with every row."""
NOTHING = GAIN + ROWS
"""A row of zeros."""
STRESS = NOTHING + 1
"""Means of both stress normals, their covariance (AA, AB, BB), and how far its points lie."""
STRESS_COV = STRESS + 2
STRESS_AWAY = STRESS_COV + 3

# Of the cell in hand.
MIDDLE = STRESS_AWAY + 4
SD = MIDDLE + 1
VALUE = SD + 1
SHIFT = VALUE + 1
NARROW = SHIFT + 1
WIDEN = NARROW + 1
PER_SD = WIDEN + 1

SIGNALS = 9
SCALES = PER_SD + 1
"""Offset, slope and noise of each report, by teller and signal."""
PLACES = SCALES + 2 * SIGNALS * 3
SIZE = PLACES * LANES
