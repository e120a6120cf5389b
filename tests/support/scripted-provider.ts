import { startAnthropicServer, type ChatModelSubject, type ProviderProbe } from "@earshot/testing";
import { anthropicReply } from "./anthropic-reply.js";
import { startProviderServer, type ProviderProtocol } from "./provider-server.js";

/** A provider that answers on this machine. Dispose it. */
export interface RunningProvider extends ProviderProbe, AsyncDisposable {
  readonly url: string;
}

/** A package's models, and the provider that answers them as the model's name says. */
export interface ScriptedProvider<TModel> extends Pick<ChatModelSubject, "secret" | "skips"> {
  /** The package's name on npm. */
  readonly package: string;
  serve(): Promise<RunningProvider>;
  make(url: string, model: string): TModel;
}

export const secret = "sk-very-secret-indeed";

/** Anthropic's Messages API. */
export async function serveAnthropic(): Promise<RunningProvider> {
  const server = await startAnthropicServer({ reply: anthropicReply });
  return {
    url: server.url,
    asked: () => server.requests.length,
    open: () => server.requests.filter(({ outcome }) => outcome === "open").length,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

/** A provider's own protocol. */
export const serve = (protocol: ProviderProtocol) => (): Promise<RunningProvider> => startProviderServer(protocol);
