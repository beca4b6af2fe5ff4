"""Pictures that are drawn here, without a browser and without a network."""
