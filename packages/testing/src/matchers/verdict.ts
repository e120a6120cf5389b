/** What a check found, as test frameworks want to know it. */
export interface Verdict {
  readonly pass: boolean;
  /** Why it fails; or, where it passes, why its opposite does. */
  message(): string;
  readonly expected?: unknown;
  readonly actual?: unknown;
}
