"""What would be deployed, looked at on this machine: the template and assets that the CDK makes."""
