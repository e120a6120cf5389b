import type { UsageMetadata } from "../messages/usage-metadata.js";

/** What one chunk of a model's answer brings, piece by piece. */
export type StreamPart =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "reasoning"; readonly text: string }
  /** A fragment of a tool call: its name and id come once, its arguments as pieces of JSON text. */
  | {
      readonly type: "tool_call";
      readonly index: number | string | undefined;
      readonly id: string | undefined;
      readonly name: string | undefined;
      readonly args: string;
    }
  /** An increment: the parts of a whole answer add up to its usage. */
  | { readonly type: "usage"; readonly usage: UsageMetadata }
  /** An image, a file, a piece of audio: the content block as it came. */
  | { readonly type: "media"; readonly block: Readonly<Record<string, unknown>> };
