//! The program as a child process in a folder of its own.

#![allow(dead_code)] // Not every test file uses all of it.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command as Process, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// What came of a call.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    pub fn of(output: Output) -> Self {
        Ran {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The records or error lines, one a line.
    pub fn lines(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    pub fn ids(&self) -> Vec<String> {
        let id = |r: &Value| r["document"]["id"].as_str().unwrap().to_owned();
        self.lines().iter().map(id).collect()
    }

    /// Refused before anything was read, with these words.
    pub fn refused(&self, words: &[&str]) {
        assert_eq!((self.code, self.out.as_str()), (2, ""), "{}", self.err);
        words.iter().for_each(|word| assert!(self.err.contains(word), "{word}: {}", self.err));
    }
}

/// A folder of its own for each test.
pub struct Room(TempDir);

impl Room {
    pub fn new(files: &[(&str, &[u8])]) -> Self {
        let room = Room(tempfile::tempdir().unwrap());
        for (name, bytes) in files {
            let path = room.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        room
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn process(&self, args: &[&str]) -> Process {
        let mut process = Process::new(assert_cmd::cargo::cargo_bin!("extract"));
        process.args(args).current_dir(self.path());
        process
    }

    pub fn extract(&self, args: &[&str]) -> Ran {
        self.extract_from(args, b"")
    }

    pub fn extract_from(&self, args: &[&str], input: &[u8]) -> Ran {
        let input = input.to_owned();
        let mut child = self
            .process(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        // A program that refuses its call closes its input unread.
        let feeder = std::thread::spawn(move || drop(stdin.write_all(&input)));
        let output = child.wait_with_output().unwrap();
        feeder.join().unwrap();
        Ran::of(output)
    }
}
