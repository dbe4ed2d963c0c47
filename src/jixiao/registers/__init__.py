"""Registers (台账): one declaration each, their intake row by row, and the evidence store."""
