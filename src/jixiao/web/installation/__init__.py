"""An installation as a whole: verified, backed up at one moment, restored elsewhere."""
