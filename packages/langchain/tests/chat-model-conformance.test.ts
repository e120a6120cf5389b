import { ChatAnthropic } from "@langchain/anthropic";
import { ChatGoogleGenerativeAI } from "@langchain/google-genai";
import { ChatOllama } from "@langchain/ollama";
import { ChatOpenAI } from "@langchain/openai";
import { chatModelConformance } from "@earshot/testing";
import { afterAll, beforeAll, describe, it } from "vitest";
import { LangChainChatModel } from "../src/index.js";
import { langChainProviders } from "../../../tests/support/langchain-providers.js";
import { providerSubject } from "../../../tests/support/provider-subject.js";
import type { RunningProvider } from "../../../tests/support/scripted-provider.js";

const models = { ChatAnthropic, ChatGoogleGenerativeAI, ChatOllama, ChatOpenAI };

describe.each(langChainProviders(models))("a model of $package is a chat model", (provider) => {
  let server: RunningProvider;
  beforeAll(async () => {
    server = await provider.serve();
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const subject = providerSubject(
    provider,
    () => server,
    (model, fields) => new LangChainChatModel({ ...fields, model }),
  );
  it.for(chatModelConformance(subject))("$name", async ({ skip, run }, context) => {
    if (skip !== undefined) context.skip(skip);
    await run();
  });
});
