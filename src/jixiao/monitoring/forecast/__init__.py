"""Where an indicator will stand at the end of the year, with an interval and a probability."""
