"""Ways to spread work: this computer's processes, the default."""
