//! How the time of one article grows with its length, from 1 kB to 10 MB: `cargo bench`.

fn main() {
    divan::main();
}
