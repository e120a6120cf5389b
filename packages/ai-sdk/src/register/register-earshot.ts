import { earshotIntegration } from "../telemetry/earshot-integration.js";
import type { EarshotIntegration } from "../telemetry/integration-hooks.js";

/** Where AI SDK's `registerTelemetry` keeps what is to hear every call, whichever build of it the app has: a part of its interface. */
interface RegisteredIntegrations {
  AI_SDK_TELEMETRY_INTEGRATIONS?: object[];
}

let registered: EarshotIntegration | undefined;

/**
 * What `import "@earshot/ai-sdk/register"` does: the handlers of `configure({ callbacks })` hear every call of AI SDK 7's in the process, those configured
 * later too. A call that has integrations of its own, as those of {@link earshotTelemetry}, is heard by them alone. AI SDK 5 and 6 have nothing that hears
 * all calls: there, each call says that it is to be heard. Once is enough. Returns a function that takes it back.
 *
 * @example
 * ```ts
 * import { registerEarshot } from "@earshot/ai-sdk";
 *
 * const unregister = registerEarshot();
 * // generateText({ model, prompt }) of AI SDK 7 is heard by the handlers of configure()
 * unregister();
 * ```
 */
export function registerEarshot(): () => void {
  const host = globalThis as RegisteredIntegrations;
  if (registered === undefined) {
    registered = earshotIntegration();
    (host.AI_SDK_TELEMETRY_INTEGRATIONS ??= []).push(registered);
  }
  return () => {
    const all = host.AI_SDK_TELEMETRY_INTEGRATIONS;
    const place = registered === undefined ? -1 : (all?.indexOf(registered) ?? -1);
    if (place >= 0) all?.splice(place, 1);
    registered = undefined;
  };
}
