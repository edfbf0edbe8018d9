"""Reads tables of published statistics, such as Brå's, Kolada's and SCB's. Pure: plain values in, plain values out."""
