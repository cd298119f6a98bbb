// Expands every JSON-LD document with jsonld.js, which may load nothing, and looks for what the record says.
const fs = require("node:fs");
const path = require("node:path");
const jsonld = require("jsonld");

const forms = process.argv[2];
const documentLoader = async (url) => { throw new Error(`the document wants ${url}`); };
const schema = (name) => `https://schema.org/${name}`;

(async () => {
  const files = fs.readdirSync(path.join(forms, "jsonld")).filter((file) => file.endsWith(".jsonld"));
  for (const file of files) {
    const document = JSON.parse(fs.readFileSync(path.join(forms, "jsonld", file)));
    const record = JSON.parse(fs.readFileSync(path.join(forms, "json", file.replace(/ld$/, ""))));
    // `safe` makes an error of everything that expansion would drop.
    const [article] = await jsonld.expand(document, { documentLoader, safe: true });
    const flat = await jsonld.flatten(document, null, { documentLoader, safe: true });
    const count = (...types) => flat.filter((node) => node["@type"]?.some((type) => types.map(schema).includes(type))).length;
    const same = (what, found, expected) => {
      if (found !== expected) throw new Error(`${file}: ${found} ${what}, and the record has ${expected}`);
    };
    same("article", article["@type"][0], schema("NewsArticle"));
    const of = (...types) => record.entities.filter((entity) => types.includes(entity.type)).length;
    const named = flat.filter((node) => /#e\d+$/.test(node["@id"]));
    const type = (name) => named.filter((node) => node["@type"]?.includes(schema(name))).length;
    same("people", type("Person"), of("PERSON"));
    same("organisations", type("Organization"), of("ORGANIZATION"));
    same("places", type("Place"), of("GPE", "LOCATION", "FACILITY"));
    same("events", flat.filter((node) => /#v\d+$/.test(node["@id"])).length, record.events.length);
    same("quotations", count("Quotation"), record.statements.filter((statement) => statement.kind === "direct").length);
    await jsonld.toRDF(document, { format: "application/n-quads", documentLoader, safe: true });
  }
  if (files.length < 10) throw new Error(`only ${files.length} documents`);
  console.log(`jsonld.js: ${files.length} documents`);
})().catch((error) => { console.error(error.message); process.exit(1); });
