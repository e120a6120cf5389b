/** Tokens by kind; any of them may be missing, and providers add kinds of their own. */
interface ModalityTokenDetails {
  text?: number;
  image?: number;
  audio?: number;
  video?: number;
  document?: number;
}

/** What the input tokens were. */
export interface InputTokenDetails extends ModalityTokenDetails {
  /** Read from the provider's cache: cheaper. */
  cache_read?: number;
  /** Written to the provider's cache: dearer. */
  cache_creation?: number;
  ephemeral_5m_input_tokens?: number;
  ephemeral_1h_input_tokens?: number;
}

/** What the output tokens were. */
export interface OutputTokenDetails extends ModalityTokenDetails {
  reasoning?: number;
}

/** What a model call used. On a streamed chunk it is what this chunk adds, so that summing the chunks gives the call. */
export interface UsageMetadata {
  input_tokens: number;
  output_tokens: number;
  total_tokens: number;
  input_token_details?: InputTokenDetails;
  output_token_details?: OutputTokenDetails;
}
