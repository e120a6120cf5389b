import { createAnthropic } from "@ai-sdk/anthropic";
import { createGoogleGenerativeAI } from "@ai-sdk/google";
import { createOpenAI } from "@ai-sdk/openai";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { chatModelConformance } from "@earshot/testing";
import { afterAll, beforeAll, describe, it } from "vitest";
import { fromAISDK } from "../src/index.js";
import { aiSDKProviders } from "../../../tests/support/ai-sdk-providers.js";
import { providerSubject } from "../../../tests/support/provider-subject.js";
import type { RunningProvider } from "../../../tests/support/scripted-provider.js";

const factories = { createAnthropic, createGoogleGenerativeAI, createOpenAI, createOpenAICompatible };

describe.each(aiSDKProviders(factories))("a model of $package is a chat model", (provider) => {
  let server: RunningProvider;
  beforeAll(async () => {
    server = await provider.serve();
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const adopt = (model: Parameters<typeof fromAISDK>[0], fields: Parameters<typeof fromAISDK>[1]) =>
    fromAISDK(model, { ...fields, maxOutputTokens: 100, maxRetries: 0 });
  it.for(chatModelConformance(providerSubject(provider, () => server, adopt)))(
    "$name",
    async ({ skip, run }, context) => {
      if (skip !== undefined) context.skip(skip);
      await run();
    },
  );
});
