"""The volunteers' desk: what people ask a person, and how an answer finds its way back."""
