"""What people see of petitions: lists, cards, supports, receipts."""
