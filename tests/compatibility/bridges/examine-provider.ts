import { chatModelConformance, type ChatModelSubject } from "@earshot/testing";
import { afterAll, beforeAll, describe, it } from "vitest";
import type { CompatibilityRow } from "../compatibility-row.js";
import { providerSubject } from "../../support/provider-subject.js";
import type { RunningProvider, ScriptedProvider } from "../../support/scripted-provider.js";
import { RowOfTests } from "./row-of-tests.js";

type Subject = ChatModelSubject["make"];

/** Has a provider's models take the suite of chat models, and writes its row. */
export function examineProvider<TModel>(
  section: CompatibilityRow["section"],
  provider: ScriptedProvider<TModel>,
  adopt: (model: TModel, fields: Parameters<Subject>[1]) => ReturnType<Subject>,
): void {
  describe(`a model of ${provider.package}`, () => {
    let server: RunningProvider;
    beforeAll(async () => {
      server = await provider.serve();
    });
    afterAll(() => server[Symbol.asyncDispose]());

    const row = new RowOfTests(section, provider.package);
    const cases = chatModelConformance(providerSubject(provider, () => server, adopt));
    let passed = 0;
    it.for(cases)("$name", async ({ name, skip, run }, context) => {
      if (skip !== undefined) {
        row.isLimited(name, skip);
        context.skip(skip);
      }
      await run();
      passed += 1;
    });
    it("has passed all that it can", () => {
      if (passed > 0)
        row.adds(`as a chat model of Earshot: ${passed} of the ${cases.length} cases of the suite for chat models`);
    });
    row.isWritten();
  });
}
