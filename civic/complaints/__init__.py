"""Complaints that must be answered: which way, by which day, and what to do when nobody answers.

The bot prepares and keeps time; the person signs and files.
"""
