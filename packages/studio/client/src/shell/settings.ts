/** What the page remembers on this machine. A browser that keeps nothing has the page start with the usual. */
export function readSetting<TValue extends string>(name: string, allowed: readonly TValue[], usual: TValue): TValue {
  try {
    const kept = localStorage.getItem(`earshot.${name}`);
    return allowed.find((value) => value === kept) ?? usual;
  } catch {
    return usual;
  }
}

export function writeSetting(name: string, value: string): void {
  try {
    localStorage.setItem(`earshot.${name}`, value);
  } catch {
    // Kept until the page is closed, then.
  }
}
