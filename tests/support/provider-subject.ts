import type { ChatModelSubject } from "@earshot/testing";
import { scripted } from "./openai-protocol.js";
import type { RunningProvider, ScriptedProvider } from "./scripted-provider.js";

/** What the conformance suite is given of a provider's models. */
export function providerSubject<TModel>(
  { secret, skips, make }: ScriptedProvider<TModel>,
  server: () => RunningProvider,
  adopt: (model: TModel, fields: Parameters<ChatModelSubject["make"]>[1]) => ReturnType<ChatModelSubject["make"]>,
): ChatModelSubject {
  return {
    make: (work, fields) => adopt(make(server().url, work), fields),
    ...scripted,
    secret,
    provider: { asked: () => server().asked(), open: () => server().open() },
    ...(skips !== undefined && { skips }),
  };
}
