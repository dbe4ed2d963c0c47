"""The field's vocabulary: enumerations with their Chinese labels. Imports nothing of jixiao."""
