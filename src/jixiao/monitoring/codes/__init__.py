"""What is said of money and evidence under a code: one file each, with its page and cases."""
