/**
 * Which Earshot packages a package's sources may import. Siblings stay strangers, so that each can be installed alone;
 * tests may use `@earshot/testing` besides.
 */
export const allowedPackages = {
  core: [],
  testing: ["core"],
  anthropic: ["core"],
  handlers: ["core"],
  otel: ["core"],
  langchain: ["core"],
  "ai-sdk": ["core"],
  trace: ["core"],
  studio: ["core", "handlers", "trace"],
  // Brings the demo: a model, and the server that answers it.
  cli: ["core", "anthropic", "testing", "handlers", "trace", "studio"],
};
