"""A folder of documents → JSON lines, one a file: all cores, one bad file stops nothing, a killed run goes on."""
