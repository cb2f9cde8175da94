"""`control-push`: the product on the command line, a client of the public API only."""

__version__ = "0.1.0"
"""The version of the package: pyproject.toml reads it here."""
