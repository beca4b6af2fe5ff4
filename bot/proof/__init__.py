"""What the clock does so that the count of petitions proves itself and stays honest."""
