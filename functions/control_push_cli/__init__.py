"""`control-push`: the product on the command line, a client of the public API only."""
