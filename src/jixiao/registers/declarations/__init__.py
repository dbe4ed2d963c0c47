"""One register a file: what its rows hold, and the headings real exports give its fields."""
