"""One module per group of commands; `main.py` gives them their names."""
