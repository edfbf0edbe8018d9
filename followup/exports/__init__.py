"""How promises go, as files: one neutral table, and one writer for each format. See docs/following-up.md."""
