import type * as OpenAI from "@ai-sdk/openai";
import type * as AI from "ai";
import { lane, load } from "../lane.js";
import { examineCalls } from "./examine-calls.js";

examineCalls({ ai: await load<typeof AI>("ai"), ...(await load<typeof OpenAI>("@ai-sdk/openai")) });

// The oldest of those that the bridge speaks to runs beside the one of Node 20.
if (lane === "node20") {
  const folder = "ai-sdk-5";
  const openai = await load<typeof OpenAI>("@ai-sdk/openai", folder);
  examineCalls({ ai: await load<typeof AI>("ai", folder), ...openai, folder });
}
