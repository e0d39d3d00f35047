"""The scan: what changed in the folder is read and cleaned, in processes, and what follows from it for other documents."""
