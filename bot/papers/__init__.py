"""Documents that a person prints, signs and files: the same paper as PDF and as DOCX."""
