"""How the tests start Chromium."""

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    # Each page runs its scripts once: they have ended before the optimised code is ready.
    "--js-flags=--no-opt,--no-maglev",
)  # fmt: skip
