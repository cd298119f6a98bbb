//! Tests of the layer on small texts with names marked by hand.
