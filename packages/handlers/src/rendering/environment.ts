interface EnvironmentGlobal {
  readonly process?: {
    readonly env?: Readonly<Record<string, string | undefined>>;
    readonly platform?: string;
  };
}

/** The environment variables; none where there is no `process`. */
export function readEnvironment(): Readonly<Record<string, string | undefined>> {
  return (globalThis as EnvironmentGlobal).process?.env ?? {};
}

/** Whether this is Windows, whose terminals differ from all others. */
export function isWindows(): boolean {
  return (globalThis as EnvironmentGlobal).process?.platform === "win32";
}
