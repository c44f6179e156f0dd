"""How the tests start Chromium."""

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
