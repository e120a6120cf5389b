import type { RunRecord } from "@earshot/trace";
import { fieldsOf } from "./fields.js";
import type { TracedRun } from "./traced-run.js";

const ofLangChain = `// Runs of LangChain or LangGraph were heard here. The replayed model is one of Earshot's. A node or a function of your own can ask it,
// with what @earshot/langchain has: toLangChainMessage(await model.invoke(messages.map((each) => toEarshotMessage(each)))).
// What wants a chat model of LangChain's, such as createReactAgent, can't be given it. Messages that are written here are Earshot's, too.

`;
const ofAISDK = `// Calls of AI SDK were heard here, which take no model of Earshot's: generateText and the like can't be given the replayed one. A program
// that takes a chat model can: fromAISDK(…) of @earshot/ai-sdk where it runs, the replayed one here.

`;
const ofSpans = `// This was heard as spans of OpenTelemetry. The replayed model is one of Earshot's: it fits where your program takes a chat model of Earshot's.

`;

/** How a replayed model goes with the library that the runs are of: a comment; nothing for Earshot's own. */
export function originNote({ runs, calls }: TracedRun): string {
  if (calls.length === 0) return "";
  if (runs.some(isOfLangChain)) return ofLangChain;
  if (runs.some(isOfAISDK)) return ofAISDK;
  return runs.some(({ source }) => source.startsWith("otlp")) ? ofSpans : "";
}

/** Its own spans, or what @earshot/ai-sdk heard. */
const isOfAISDK = ({ source, metadata }: RunRecord): boolean =>
  source === "otlp:ai_sdk" || metadata["ls_integration"] === "vercel-ai-sdk";

/** The libraries say so themselves, in the metadata of what they run. */
function isOfLangChain({ metadata }: RunRecord): boolean {
  const { ls_integration: integration, langgraph_node: node, versions } = metadata;
  const isIntegrated = typeof integration === "string" && /^lang(?:chain|graph)/.test(integration);
  return isIntegrated || node !== undefined || fieldsOf(versions)["@langchain/core"] !== undefined;
}
