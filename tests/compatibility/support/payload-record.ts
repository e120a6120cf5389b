/** JSON as it was sent. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** One thing that a vendor's service would store: a span, a run, an event. */
export interface PayloadRecord {
  /** Its id, and that of the one it is beneath, as they were sent. */
  readonly id: string;
  readonly parentId?: string | undefined;
  readonly name: string;
  /** Which of several records of one id. */
  readonly kind?: string | undefined;
  readonly fields: Json;
}
