#!/usr/bin/env node
// Committed, so that npm can link it before anything is built. Not an ES module: Node starts those by a fifth slower.
"use strict";

// Node 22.8 and later keep what they compiled for the next start.
require("node:module").enableCompileCache?.();
require("earshot")
  .main(process.argv.slice(2))
  .then((exitCode) => {
    process.exitCode = exitCode;
  });
