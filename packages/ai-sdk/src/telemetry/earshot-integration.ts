import { foreignPlaces } from "@earshot/core/events/foreign";
import { CallIntegration } from "./call-integration.js";
import type { EarshotIntegration, EarshotIntegrationOptions } from "./integration-hooks.js";

/**
 * Lets handlers hear every call of AI SDK 7's, given to its `registerTelemetry`, or those that have it among their `telemetry.integrations`.
 * What is heard, and how, is that of {@link earshotTelemetry}, which is for one call and for AI SDK 5 and 6 as well. A stream that is left and
 * never aborted ends after a silent hour, as the integration outlives it.
 *
 * @throws InvalidHandlerError
 * @example
 * ```ts
 * import { earshotIntegration } from "@earshot/ai-sdk";
 *
 * const integration = earshotIntegration({ callbacks: [{ handleLLMEnd: () => console.log("heard") }] });
 * // registerTelemetry(integration) of "ai" has it hear every call
 * console.log(typeof integration.onStart); // => function
 * ```
 */
export function earshotIntegration(options: EarshotIntegrationOptions = {}): EarshotIntegration {
  foreignPlaces(options.callbacks); // what can't hear is refused where it is written: AI SDK 7 drops what its hooks throw
  return new CallIntegration(options, { isShared: true });
}
