/** A request as a model's methods get it: messages, or the prompt of a text model. */
export interface AskedRequest {
  readonly messages?: unknown;
  readonly prompt?: string;
  readonly options: Readonly<Record<string, unknown>>;
}
