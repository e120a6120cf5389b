import { checkOptions } from "../options/check-options.js";
import { option, type OptionShape, type ShapesOf } from "../options/option-shape.js";
import type { Redactor } from "../events/redactor.js";
import type { ConfigureOptions } from "../events/settings.js";

const redactorShape: OptionShape = {
  wanted: "what `createRedactor` of @earshot/core/redaction makes of rules",
  fits: (value) => {
    const { redactPayload, redactFacts, startDeltas } = Object(value) as Partial<Redactor>;
    return [redactPayload, redactFacts, startDeltas].every(option.function.fits);
  },
};

const shapes: ShapesOf<ConfigureOptions> = {
  callbacks: option.any, // whoever attaches them looks at them
  onHandlerError: option.function,
  waitUntil: option.function,
  redactor: redactorShape,
  awaitHandlers: option.flag,
  deliveryTimeoutMs: option.number(),
  maxQueuedEvents: option.number({ isWhole: true }),
  overflow: option.oneOf("wait", "drop"),
  development: option.flag,
  ambientContext: option.either(option.flag, option.object),
};

/**
 * What {@link configure} is given, looked at as all options are. It is more than the kernel alone can afford, and comes with the wiring.
 *
 * @throws UnknownOptionError, InvalidOptionError
 */
export function checkSettings(options: ConfigureOptions): void {
  checkOptions("configure", options, shapes);
}
