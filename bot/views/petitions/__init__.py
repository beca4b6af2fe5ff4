"""What is shown of petitions: lists, cards, supports, receipts, proofs, and moderators' pages."""
