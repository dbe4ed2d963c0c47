"""From parts to one statement: all measures of a register, all units, all checkpoints."""
