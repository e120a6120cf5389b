#!/usr/bin/env node
// Committed, so that npm can link it before anything is built. Not an ES module: Node starts those by a fifth slower.
"use strict";

// Node 22.8 and later keep what they compiled for the next start.
require("node:module").enableCompileCache?.();
// By its path: to find a package by its own name takes longer than to load most of it.
try {
  require("../dist/index.cjs");
} catch (error) {
  // A fresh clone has nothing built yet. Anything else that is missing is an error of its own.
  if (error.code !== "MODULE_NOT_FOUND" || error.requireStack?.[0] !== __filename) throw error;
  console.error("earshot: This clone is not built yet. Build it once: npm run build");
  process.exitCode = 1;
}
