"""What reviewers decided, copied into the index so that it can be asked for; the sidecars stay the truth."""
