import { runnableConformance, type RunnableSubject, subjectError, waitForAbort } from "@earshot/testing";
import { describe, it } from "vitest";
import { z } from "zod";
import { type AgentInput, type AgentResult, createAgent } from "../../src/exports/agents.js";
import { AIMessage, HumanMessage, ToolMessage } from "../../src/exports/messages.js";
import { tool } from "../../src/exports/tools.js";
import { ReplyingModel } from "../support/replying-model.js";

const call = { type: "tool_call", id: "1", name: "shout", args: { word: "hear" } } as const;
const input = { messages: [new HumanMessage("?")] };

const subject: RunnableSubject<AgentInput, AgentResult> = {
  input,
  output: {
    messages: [
      ...input.messages,
      new AIMessage({ content: "done", tool_calls: [call], id: "reply-0" }),
      new ToolMessage({ content: "HEAR", name: "shout", tool_call_id: "1", status: "success" }),
      new AIMessage({ content: "done", tool_calls: [], id: "reply-1" }),
    ],
  },
  combine: (pieces) => pieces.at(-1) as AgentResult,
  make(work) {
    const shout = tool(
      ({ word }, { signal }) => {
        if (work === "fail") throw subjectError;
        return work === "hang" ? waitForAbort(signal) : word.toUpperCase();
      },
      { name: "shout", schema: z.object({ word: z.string() }) },
    );
    const model = new ReplyingModel([{ calls: [call] }]);
    return createAgent({ model, tools: [shout], onToolError: "raise" }).withConfig({ streamMode: "values" });
  },
};

describe("an agent takes the exam of runnables", () => {
  const taken = runnableConformance(subject).filter(({ skip }) => skip === undefined);
  it.each(taken)("$name", ({ run }) => run());
});
