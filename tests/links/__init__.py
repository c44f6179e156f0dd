"""Tests of the link and fact checker: real servers on loopback, no mocks."""
