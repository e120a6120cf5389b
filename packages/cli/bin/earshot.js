#!/usr/bin/env node
// Committed, so that npm can link it before anything is built.
import module from "node:module";

// Node 22.8 and later keep what they compiled for the next start.
module.enableCompileCache?.();
const { main } = await import("earshot");
process.exitCode = await main(process.argv.slice(2));
