import { option } from "@earshot/core/options";
import { CallIntegration } from "./call-integration.js";
import { checkListenerOptions } from "./check-listener-options.js";
import type { EarshotIntegration, EarshotIntegrationOptions } from "./integration-hooks.js";

/**
 * Lets handlers hear every call of AI SDK 7's, given to its `registerTelemetry`, or those that have it among their `telemetry.integrations`.
 * What is heard, and how, is that of {@link earshotTelemetry}, which is for one call and for AI SDK 5 and 6 as well. A stream that is left and
 * never aborted ends after a silent hour, as the integration outlives it.
 *
 * @throws UnknownOptionError, InvalidOptionError, InvalidHandlerError for an option that there is not, or a handler that can't hear
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
  checkListenerOptions("earshotIntegration", options, { metadata: option.object });
  return new CallIntegration(options, { isShared: true });
}
