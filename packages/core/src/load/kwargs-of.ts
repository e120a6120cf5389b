/**
 * What objects were constructed with. Beside them, not in them: whoever prints one is not to see its arguments a second time, secrets
 * included. An entry costs the garbage collector dearly, so what is made for every call enters itself only when somebody asks.
 */
export const kwargsOf = new WeakMap<object, Record<string, unknown>>();
