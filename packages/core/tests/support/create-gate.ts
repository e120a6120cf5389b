/** A promise and the way to open it from outside. */
export interface Gate {
  readonly opened: Promise<void>;
  open(): void;
}

/** A promise that stays pending until the test says so. */
export function createGate(): Gate {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
