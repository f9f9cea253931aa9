"""What the suite needs around it: databases, worlds (applications to test), system packages."""
