import { EarshotError } from "../errors/earshot-error.js";

/** Something was to be said of a run, and no run was given. Code `NO_RUN`. */
export class NoRunError extends EarshotError {
  override readonly name = "NoRunError";

  constructor(eventName: string) {
    super(
      `The custom event "${eventName}" belongs to no run: no config was given. Pass on the config that the run's body is handed.`,
      {
        code: "NO_RUN",
      },
    );
  }
}
