//! What the text states: clean text becomes mentions and facts.
