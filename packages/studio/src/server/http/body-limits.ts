/** How large bodies may be, packed as well as unpacked. */
export interface BodyLimits {
  /** Of the API. Default 32 MiB. */
  readonly jsonBytes: number;
  /** Of OTLP. Default 64 MiB. */
  readonly otlpBytes: number;
  /** Of imports, which are read as they come. Default 4 GiB. */
  readonly importBytes: number;
}

const mebibyte = 1_048_576;

export const defaultBodyLimits: BodyLimits = {
  jsonBytes: 32 * mebibyte,
  otlpBytes: 64 * mebibyte,
  importBytes: 4_096 * mebibyte,
};
