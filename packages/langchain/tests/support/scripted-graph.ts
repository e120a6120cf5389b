import { tool } from "@langchain/core/tools";
import * as langGraph from "@langchain/langgraph";
import { ToolNode } from "@langchain/langgraph/prebuilt";
import { ChatOpenAI } from "@langchain/openai";
import { approvedAgentOf } from "../../../../tests/support/approved-agent.js";

export const { add, openAIModel, approvedAgent } = approvedAgentOf({ ...langGraph, tool, ToolNode, ChatOpenAI });
