import type { Subject } from "./subject.js";

/** A handler that wants no custom events, and a run manager that says one. */
export async function ignoredCustomEvent({ library }: Subject): Promise<unknown> {
  let heard = 0;
  const manager = new library.CallbackManager();
  manager.addHandler({
    name: "ignoring",
    awaitHandlers: true,
    ignoreCustomEvent: true,
    handleCustomEvent: () => {
      heard += 1;
    },
  } as never);
  const run = await manager.handleChainStart({ lc: 1, type: "not_implemented", id: ["custom", "Component"] }, {});
  await run.handleCustomEvent("progress", {});
  await run.handleChainEnd({});
  return { heard };
}
