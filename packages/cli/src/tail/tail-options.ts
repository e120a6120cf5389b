/** What a tail tells. */
export interface TailOptions {
  /** Inner runs too. */
  readonly isAll: boolean;
  /** Each line is a record. */
  readonly isJson: boolean;
}
