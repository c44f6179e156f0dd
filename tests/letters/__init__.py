"""Tests of the letters: their words, who they go to, and the page that fills them."""
