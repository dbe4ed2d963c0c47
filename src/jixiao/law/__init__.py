"""Regulations and policy packs as dated data: articles, with source and whether it was read."""
