"""The stages of the year, and what is to be done in them: computed from what there is, never stored."""
