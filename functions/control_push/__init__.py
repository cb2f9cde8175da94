"""Control Package Push: everything that ships to AWS Lambda."""
