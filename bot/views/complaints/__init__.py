"""The pages of one's own complaints: the list, the card, the papers, how to hand one in."""
