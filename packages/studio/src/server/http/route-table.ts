import { RequestRefusedError } from "./request-refused-error.js";

/** Where a request leads. */
export interface Match<TValue> {
  readonly name: string;
  readonly value: TValue;
  readonly parameters: Readonly<Record<string, string>>;
}

interface Entry<TValue> {
  readonly name: string;
  readonly method: string;
  readonly segments: readonly string[];
  readonly value: TValue;
}

const longestParameter = 500;

/** Finds routes by method and path. `HEAD` is `GET` without a body. */
export class RouteTable<TValue> {
  readonly #entries: readonly Entry<TValue>[];

  /** By names such as `"GET /api/runs/:runId"`. */
  constructor(routes: Readonly<Record<string, TValue>>) {
    this.#entries = Object.entries(routes).map(([name, value]) => {
      const [method = "", path = ""] = name.split(" ", 2);
      return { name, method, segments: path.split("/"), value };
    });
  }

  /** @throws RequestRefusedError if there is no such path, or not with this method */
  match(method: string, path: string): Match<TValue> {
    const asked = method === "HEAD" ? "GET" : method;
    const given = path.split("/");
    const fitting = this.#entries.filter(({ segments }) => fits(segments, given));
    const entry = fitting.find((each) => each.method === asked);
    if (entry !== undefined)
      return { name: entry.name, value: entry.value, parameters: parametersOf(entry.segments, given) };
    if (fitting.length === 0) throw new RequestRefusedError("not_found", "There is nothing at this address.");
    const allow = fitting.map((each) => (each.method === "GET" ? "GET, HEAD" : each.method)).join(", ");
    throw new RequestRefusedError("method_not_allowed", `This address answers ${allow}.`, { allow });
  }
}

const fits = (segments: readonly string[], given: readonly string[]): boolean =>
  segments.length === given.length &&
  segments.every((segment, index) => (segment.startsWith(":") ? given[index] !== "" : segment === given[index]));

function parametersOf(segments: readonly string[], given: readonly string[]): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [index, segment] of segments.entries())
    if (segment.startsWith(":")) found[segment.slice(1)] = decoded(given[index] ?? "");
  return found;
}

function decoded(text: string): string {
  let value: string;
  try {
    value = decodeURIComponent(text);
  } catch {
    throw new RequestRefusedError("bad_request", "The address is not encoded as addresses are.");
  }
  if (value.length <= longestParameter) return value;
  throw new RequestRefusedError(
    "bad_request",
    `The address is too long: of the ${longestParameter} characters that an id in it may have, it has ${value.length}.`,
  );
}
