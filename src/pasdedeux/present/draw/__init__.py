"""A chart as SVG text: shapes and words; colour comes by class name alone."""
