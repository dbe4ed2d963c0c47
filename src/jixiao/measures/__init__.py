"""Measures: one declaration each, compiled to SQL over the registers; observations and their trace."""
