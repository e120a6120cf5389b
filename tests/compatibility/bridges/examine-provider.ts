import { chatModelConformance, type ChatModelSubject } from "@earshot/testing";
import { afterAll, beforeAll, describe, it } from "vitest";
import type { CompatibilityRow } from "../compatibility-row.js";
import { providerSubject } from "../../support/provider-subject.js";
import type { RunningProvider, ScriptedProvider } from "../../support/scripted-provider.js";
import { rowIsSaid } from "./row-is-said.js";

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

    const cases = chatModelConformance(providerSubject(provider, () => server, adopt));
    it.for(cases.map((one) => [one.name, one] as const))("%s", async ([, { skip, run }], context) => {
      if (skip !== undefined) context.skip(skip);
      await run();
    });
    rowIsSaid(section, provider.package, {
      inWords: (passed) => [
        `as a chat model of Earshot: ${passed.length} of the ${cases.length} cases of the suite for chat models`,
      ],
    });
  });
}
