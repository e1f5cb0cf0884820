//! How good is it: gold annotations against predictions.
