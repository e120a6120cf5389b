import type { ModelDelta } from "../events/event-payloads.js";
import type { DeltaAccess } from "./delta-access.js";

const partsOf = (text: string): ModelDelta["parts"] => (text === "" ? [] : [{ type: "text", text }]);

const textOf = (chunk: unknown): string =>
  typeof chunk === "string" ? chunk : ((chunk as { readonly text?: string } | null)?.text ?? "");

/** A token comes without its chunk, which holds the same text as it was. */
export const tokenTexts: DeltaAccess = {
  read: (token) => new Map([["text", token as string]]),
  write({ index }, texts) {
    const text = texts.get("text") ?? "";
    return { chunk: undefined, text, index, parts: partsOf(text) };
  },
};

/** A chunk that is a text, or has one. */
export const plainTexts: DeltaAccess = {
  read: (chunk) => new Map([["text", textOf(chunk)]]),
  write({ chunk, index }, texts) {
    const text = texts.get("text") ?? "";
    const shown = typeof chunk === "string" ? text : text === "" ? chunk : { ...(chunk as object), text };
    return { chunk: shown, text, index, parts: partsOf(text) };
  },
};

/** Parts of a tool's output that are text are one text; any other is redacted by itself. */
export const toolTexts: DeltaAccess = {
  read: (chunk) => new Map(typeof chunk === "string" ? [["text", chunk]] : []),
  write: (delta, texts) => (typeof delta.chunk === "string" ? { ...delta, chunk: texts.get("text") ?? "" } : delta),
  takesText: (chunk) => typeof chunk === "string",
};
