"""What is said of a plan before it is scored: one file a code, with its page and cases."""
