"""How fast Brapp is, measured as ratios within one run on a data set of its own. See docs/performance.md."""
