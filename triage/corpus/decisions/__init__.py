"""What reviewers decided, mirrored in the index so that it can be asked for; the sidecars stay the truth."""
