"""What the readers say under a code: one file each, with its page and cases."""
