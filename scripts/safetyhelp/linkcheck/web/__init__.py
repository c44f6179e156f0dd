"""Visits: from an address to what a server answered, politely and within limits."""
