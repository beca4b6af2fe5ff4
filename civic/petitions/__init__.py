"""Petitions: what is collected here, what is voted for on epetition.kz, and a count with a proof.

A *petition of the NGO* is an open letter without legal force; a *companion* leads to an official
petition and shows its count. The two are never mixed, nor are their counts.
"""
