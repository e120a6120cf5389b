/**
 * The rings of core, innermost first. Code may import from its own ring and from those before it: a ring that knew a later
 * one would drag its consumers into every bundle of the kernel.
 */
export const rings = [
  ["errors", "util", "ambient-context", "schema", "options"],
  ["load"],
  ["messages"],
  ["outputs", "documents", "agents", "prompt-values"],
  ["events"],
  ["context"],
  ["runs"],
  ["callbacks"],
  ["runnables"],
  [
    "prompts",
    "models",
    "redaction",
    "parsers",
    "tracers",
    "tools",
    "retrievers",
    "embeddings",
    "vectorstores",
    "stores",
    "document-loaders",
    "document-transformers",
    "loading",
    "indexing",
    "caches",
    "chat-history",
    "message-lists",
    "utils",
    "testing",
    "foreign",
    "event-lines",
  ],
  ["agent-loop"],
  ["wiring"],
  ["exports"],
];

/** Position of a folder of core's `src` among the rings, or -1. */
export function ringOf(folder) {
  return rings.findIndex((ring) => ring.includes(folder));
}
