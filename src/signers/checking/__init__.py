"""Looks over a list as those who keep it would: what is printed twice, out of place, broken or badly typed."""
