"""Measurements: what the promises of the bot cost. Printed, recorded, never asserted."""
