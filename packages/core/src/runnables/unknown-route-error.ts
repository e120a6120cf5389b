import { EarshotError } from "../errors/earshot-error.js";

/** A router was given a key that it has no runnable for. */
export class UnknownRouteError extends EarshotError {
  override readonly name = "UnknownRouteError";
  readonly key: unknown;

  constructor(key: unknown, known: readonly string[]) {
    const routes = known.length === 0 ? "none at all" : known.map((route) => `"${route}"`).join(", ");
    super(`There is no runnable for the key ${JSON.stringify(key)}. The router has ${routes}.`, {
      code: "UNKNOWN_ROUTE",
    });
    this.key = key;
  }
}
