"""What reading, printing and examining cost, as ratios measured in one run on one machine."""
