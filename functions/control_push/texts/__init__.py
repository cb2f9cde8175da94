"""What a statement's text is: comparing, cleaning and reading it. A leaf: no I/O, it knows no statement."""
