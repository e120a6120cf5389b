import type {
  LanguageModelV3CallOptions,
  LanguageModelV3DataContent,
  LanguageModelV3Message,
  LanguageModelV3Prompt,
  LanguageModelV3ToolResultOutput,
} from "@ai-sdk/provider";
import type { FileDataV4 } from "./specification-v4.js";

/** A call in the form of V4, as far as it is another than that of V3: files say whether they are bytes or an address. */
export interface LanguageModelV4CallOptions extends Omit<LanguageModelV3CallOptions, "prompt"> {
  readonly prompt: readonly object[];
}

type Part = Exclude<LanguageModelV3Message["content"], string>[number];

/** A call in the form of V4. */
export function toV4Call(call: LanguageModelV3CallOptions): LanguageModelV4CallOptions {
  return { ...call, prompt: call.prompt.map(toV4Message) };
}

function toV4Message(message: LanguageModelV3Prompt[number]): object {
  return typeof message.content === "string" ? message : { ...message, content: message.content.map(toV4Part) };
}

function toV4Part(part: Part): object {
  if (part.type === "file") return { ...part, data: toFileData(part.data) };
  if (part.type !== "tool-result" || part.output.type !== "content") return part;
  return { ...part, output: { type: "content", value: part.output.value.map(toV4OutputPart) } };
}

type OutputPart = Extract<LanguageModelV3ToolResultOutput, { readonly type: "content" }>["value"][number];

function toV4OutputPart(part: OutputPart): object {
  switch (part.type) {
    case "image-data":
    case "file-data":
      return { ...part, type: "file", data: toFileData(part.data) };
    case "image-url":
    case "file-url": {
      const { url, ...rest } = part;
      const mediaType = part.type === "image-url" ? "image" : (part.mediaType ?? "application");
      return { ...rest, type: "file", mediaType, data: toFileData(new URL(url)) };
    }
    default:
      return part;
  }
}

function toFileData(data: LanguageModelV3DataContent): FileDataV4 {
  return data instanceof URL ? { type: "url", url: data } : { type: "data", data };
}
