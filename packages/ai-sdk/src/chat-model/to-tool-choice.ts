import type { LanguageModelV3ToolChoice } from "@ai-sdk/provider";

/** A choice in LangChain's form or AI SDK's own as AI SDK takes it. */
export function toToolChoice(
  choice: string | Readonly<Record<string, unknown>> | undefined,
): LanguageModelV3ToolChoice | undefined {
  if (choice === undefined) return undefined;
  if (typeof choice === "string") {
    if (choice === "any" || choice === "required") return { type: "required" };
    if (choice === "auto" || choice === "none") return { type: choice };
    return { type: "tool", toolName: choice };
  }
  const {
    type,
    function: chosen,
    name,
  } = choice as {
    readonly type?: string;
    readonly function?: { readonly name: string };
    readonly name?: string;
  };
  if (type === "any") return { type: "required" };
  const named = chosen?.name ?? name;
  return named === undefined ? (choice as LanguageModelV3ToolChoice) : { type: "tool", toolName: named };
}
