//! Compiles the rule tables into the crate, so that a run only maps them: adding a file under rules/
//! is all it takes. A fault in a table ends the build with its file, line and column.

#![allow(dead_code, unused_imports, missing_docs)]

#[path = "src/morphology/mod.rs"]
mod morphology;
#[path = "src/rules/mod.rs"]
mod rules;
#[path = "src/text/mod.rs"]
mod text;
#[path = "src/weights/mod.rs"]
mod weights;

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use rules::flat::Writer;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    for input in ["rules", "src/rules", "src/morphology", "src/text", "src/weights", "build.rs"] {
        println!("cargo::rerun-if-changed={input}");
    }
    let mut sources = match rules::folder(&root.join("rules")) {
        Ok(sources) => sources,
        Err(error) => return fail(&error.to_string()),
    };
    let mut code = String::from("&[\n");
    for source in &mut sources {
        writeln!(code, "    ({:?}, include_str!({:?})),", source.name, source.shown)?;
        // What ships with the binary is named the same on every machine.
        source.shown = format!("rules/{}", source.name);
    }
    code.push_str("]\n");
    let tables = match rules::Tables::compile(&[sources]) {
        Ok(tables) => tables,
        Err(errors) => return fail(&errors.to_string()),
    };
    let target_is_big = env::var("CARGO_CFG_TARGET_ENDIAN").is_ok_and(|endian| endian == "big");
    let writer = || Writer::new(target_is_big != cfg!(target_endian = "big"));
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let weighing = match weights::Weighing::compile(&tables, weights::LISTS) {
        Ok(weighing) => weighing,
        Err(errors) => return fail(&errors.to_string()),
    };
    let (mut to_tables, mut to_weights) = (writer(), writer());
    tables.write(&mut to_tables);
    weighing.write(&mut to_weights);
    for (name, writer) in [("tables", to_tables), ("weights", to_weights)] {
        let (bytes, text) = writer.finish();
        fs::write(out.join(name).with_extension("bin"), bytes)?;
        fs::write(out.join(name).with_extension("txt"), text)?;
    }
    fs::write(out.join("rule_files.rs"), code)?;
    Ok(())
}

/// Shows a fault in the tables as cargo shows errors, line by line.
fn fail(message: &str) -> Result<(), Box<dyn std::error::Error>> {
    for line in message.lines() {
        println!("cargo::error={line}");
    }
    Ok(())
}
