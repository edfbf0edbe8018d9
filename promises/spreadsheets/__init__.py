"""Activities as tables and files, out and in again in one format."""
