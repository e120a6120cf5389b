/** A message as message stores keep it. */
export interface StoredMessage {
  readonly type: string;
  readonly data: StoredMessageData;
}

/** The fields of a stored message; which of them are there depends on its type. */
export interface StoredMessageData {
  content: string | { type: string; [key: string]: unknown }[];
  role?: string;
  name?: string;
  tool_call_id?: string;
  id?: string;
  additional_kwargs?: Record<string, unknown>;
  response_metadata?: Record<string, unknown>;
  [key: string]: unknown;
}
