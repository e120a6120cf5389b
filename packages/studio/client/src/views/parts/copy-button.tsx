import { useEffect, useState } from "preact/hooks";

/** Copies a text, made only when it is asked for, and says so. */
export function CopyButton({
  text,
  label = "Copy",
}: {
  readonly text: () => string | Promise<string>;
  readonly label?: string;
}) {
  const [said, setSaid] = useState<string>();
  useEffect(() => {
    if (said === undefined) return undefined;
    const timer = setTimeout(() => setSaid(undefined), 1500);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(await text());
      setSaid("Copied");
    } catch {
      setSaid("The browser does not let this page copy");
    }
  };
  return (
    <button type="button" class="v-button v-quiet v-copy" onClick={() => void copy()}>
      <span aria-live="polite">{said ?? label}</span>
    </button>
  );
}
