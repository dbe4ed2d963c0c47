"""What is said of measures under a code: one file each, with its page and cases."""
