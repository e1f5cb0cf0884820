//! What is read from texts: cleaning, offsets, quantities, modality, names, facts, the rules and the lexicons behind them.

mod evaluate;
mod figures;
mod lexicon;
mod locations;
mod modality;
mod namesakes;
mod offsets;
mod pages;
mod quantity;
mod rules;
mod twins;
