import type { StudioApi } from "../../../src/api/studio-api.js";
import { readText } from "./read-text.js";
import { RequestFailure } from "./request-failure.js";

type Endpoint = keyof StudioApi;

type Parameters<TPath extends string> = TPath extends `${string}:${infer TName}/${infer TRest}`
  ? TName | Parameters<TRest>
  : TPath extends `${string}:${infer TName}`
    ? TName
    : never;

type AnswerOf<TEndpoint extends Endpoint> = StudioApi[TEndpoint]["answer"];

type RequestOptions<TEndpoint extends Endpoint> = { readonly signal?: AbortSignal } & ([Parameters<TEndpoint>] extends [
  never,
]
  ? unknown
  : { readonly parameters: { readonly [name in Parameters<TEndpoint>]: string | number } }) &
  (StudioApi[TEndpoint] extends { readonly query: infer TQuery } ? { readonly query?: TQuery } : unknown) &
  (StudioApi[TEndpoint] extends { readonly body: infer TBody } ? { readonly body: SentBody<TBody> } : unknown);

/** Text may be a file's, which the browser sends as it reads it: of a large one there is no text that a page could hold. */
type SentBody<TBody> = TBody extends string ? TBody | Blob : TBody;

interface AnyOptions {
  readonly signal?: AbortSignal;
  readonly parameters?: { readonly [name: string]: string | number };
  readonly query?: unknown;
  readonly body?: unknown;
}

/**
 * Asks the server, by an endpoint of {@link StudioApi}. Rejects with a {@link RequestFailure} that says what the server said, or that it isn't
 * there.
 */
export async function request<TEndpoint extends Endpoint>(
  endpoint: TEndpoint,
  options: RequestOptions<TEndpoint>,
): Promise<AnswerOf<TEndpoint>> {
  const response = await ask(endpoint, options as AnyOptions);
  const isJson = response.headers.get("content-type")?.startsWith("application/json") ?? false;
  return (isJson ? response.json() : response.text()) as Promise<AnswerOf<TEndpoint>>;
}

/** As {@link request}, with the answer's text in pieces as they come: what may be long is taken in bit by bit, so that the page answers meanwhile. */
export async function* requestText<TEndpoint extends Endpoint>(
  endpoint: TEndpoint,
  options: RequestOptions<TEndpoint>,
): AsyncGenerator<string, void> {
  const { body } = await ask(endpoint, options as AnyOptions);
  if (body !== null) yield* readText(body);
}

async function ask(endpoint: Endpoint, { signal, body, ...address }: AnyOptions): Promise<Response> {
  const [method = "GET"] = endpoint.split(" ");
  const response = await reach(addressOf(endpoint, address), {
    method,
    ...(signal === undefined ? {} : { signal }),
    ...(body === undefined ? {} : requestBody(body)),
  });
  if (!response.ok) throw await RequestFailure.of(response);
  return response;
}

/** The address of an endpoint, for links that a browser follows itself. */
export function addressOf(endpoint: Endpoint, options: Pick<AnyOptions, "parameters" | "query"> = {}): string {
  const [, path = ""] = endpoint.split(" ");
  const filled = path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(options.parameters?.[name] ?? ""));
  return options.query === undefined ? filled : `${filled}?query=${encodeURIComponent(JSON.stringify(options.query))}`;
}

async function reach(address: string, options: RequestInit): Promise<Response> {
  try {
    return await fetch(address, options);
  } catch (error) {
    if (options.signal?.aborted === true) throw error;
    throw new RequestFailure("The Studio's server can't be reached.", { code: "unreachable", status: 0 });
  }
}

const requestBody = (body: unknown): RequestInit =>
  typeof body === "string" || body instanceof Blob
    ? { body, headers: { "content-type": "application/x-ndjson" } }
    : { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
