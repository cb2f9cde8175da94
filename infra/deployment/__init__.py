"""From an empty account to the first push: `make deploy`, `make user`, `make destroy`."""
