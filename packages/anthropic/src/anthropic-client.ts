/** What is said to the client with a request. */
export interface AnthropicRequestOptions {
  readonly signal?: AbortSignal | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly maxRetries: 0;
}

/** Creates messages: a whole one, or with `stream: true` the events. */
export interface AnthropicMessages {
  create(params: never, options?: never): PromiseLike<unknown>;
}

/** The part of an Anthropic client that is used. The SDK's clients have it, those for Bedrock and Vertex too. */
export interface AnthropicClient {
  readonly messages: AnthropicMessages;
  readonly beta?: { readonly messages: AnthropicMessages };
}
