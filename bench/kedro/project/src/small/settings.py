"""Nothing but defaults."""
