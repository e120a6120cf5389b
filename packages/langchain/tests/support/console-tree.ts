import type { TypedHandler } from "@earshot/core/events";
import { consoleHandler } from "@earshot/handlers/console";

/** A console handler, and what it has drawn so far, without what differs from run to run. */
export function consoleTree(): { readonly handler: TypedHandler; text(): string } {
  let written = "";
  const stream = { write: (text: string) => ((written += text), true), columns: 200, isTTY: false };
  const handler = consoleHandler({ stream, color: false, showTokens: false });
  return {
    handler,
    text: () =>
      written
        .replaceAll(/ {2}\d[\d.]* ?m?s\b/g, "")
        .replaceAll(/ · first token \S+/g, "")
        .replaceAll(/"[0-9a-f]{32}"/g, '"id"')
        .trimEnd(),
  };
}
