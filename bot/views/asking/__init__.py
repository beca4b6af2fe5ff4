"""What people see of their questions to the volunteers."""
