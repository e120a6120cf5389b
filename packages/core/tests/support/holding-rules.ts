import type { RedactionRules } from "../../src/exports/redaction.js";

/** Rules that hide nothing, but hold back the last character of each streamed text until more comes: any text may begin a match. */
export const holdingRules: RedactionRules = {
  redact: (value) => value,
  startText() {
    let held = "";
    return {
      push(text) {
        const whole = held + text;
        held = whole.slice(-1);
        return whole.slice(0, -1);
      },
      flush: () => held,
    };
  },
};
