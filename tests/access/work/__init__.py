"""Who gets which answer from the addresses of the council's own work: each subject's routes in a file of its own."""
