// check.mjs MODULES FILE: has AsyncAPI's parser read the document, with the Avro schemas in it; what
// it says goes to standard output, a line each, and any word of it is a failure. A document with a
// message or a type that is not there must be refused: else nothing was checked.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [modules, file] = process.argv.slice(2);
const require = createRequire(modules);
const { Parser } = require("@asyncapi/parser");
const { AvroSchemaParser } = require("@asyncapi/avro-schema-parser");

async function complaints(text) {
  const parser = new Parser();
  parser.registerSchemaParser(AvroSchemaParser());
  const { document, diagnostics } = await parser.parse(text);
  const lines = diagnostics.map((d) => `${d.code} at ${d.path.join("/")}: ${d.message}`);
  return document || lines.length ? lines : ["no document"];
}

const text = readFileSync(file, "utf8");
const lines = await complaints(text);
const broken = JSON.parse(text);
delete broken.components.messages[Object.keys(broken.components.messages)[0]];
if (!(await complaints(JSON.stringify(broken))).length) lines.push("a broken document is accepted");
const unreadable = JSON.parse(text);
Object.values(unreadable.components.messages)[0].payload.schema.type = "recrod";
if (!(await complaints(JSON.stringify(unreadable))).length) lines.push("a broken schema is accepted");
for (const line of lines) console.log(line);
process.exit(lines.length ? 1 : 0);
