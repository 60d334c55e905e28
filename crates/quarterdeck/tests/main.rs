//! The real binary, from outside: bad input, same bits, kills, what is written, the gate of the laws.

mod account;
mod bad_input;
mod kill;
mod output;
mod program;
mod same_bits;
mod screen;
mod serve;
mod validate;
