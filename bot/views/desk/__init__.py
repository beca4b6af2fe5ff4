"""What the volunteers see: cards, notices, lists, in their group and in private."""
