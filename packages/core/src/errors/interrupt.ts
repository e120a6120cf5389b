import { EarshotError } from "./earshot-error.js";

/**
 * Thrown by a run's body to pause it on purpose (a human has to approve, say). The run ends with status `interrupted`, which is
 * no failure; LangChain-method handlers hear it through `handle*Error` with `is_bubble_up` set, as LangGraph's interrupts are.
 *
 * @example
 * ```ts
 * import { Interrupt } from "@earshot/core/errors";
 *
 * const pause = new Interrupt("approve the refund", { amount: 12 });
 * console.log(pause.is_bubble_up, pause.value); // => true { amount: 12 }
 * ```
 */
export class Interrupt extends EarshotError {
  override readonly name: string = "Interrupt";
  /** LangGraph's mark for control flow that is not a failure. */
  readonly is_bubble_up = true;
  /** What whoever resumes the run needs to know. */
  readonly value: unknown;

  constructor(reason: string, value?: unknown) {
    super(`Interrupted: ${reason}.`, { code: "INTERRUPT" });
    this.value = value;
  }
}
