import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";

/**
 * A view whose code is loaded when it is opened for the first time. `load` is called once; if it fails, the view says so, and is loaded
 * again when it is opened again.
 */
export function lazyView<TProps extends object>(load: () => Promise<ComponentType<TProps>>): ComponentType<TProps> {
  let View: ComponentType<TProps> | undefined;
  return function LazyView(props: TProps) {
    const [failure, setFailure] = useState("");
    const [, draw] = useState(false);
    useEffect(() => {
      if (View !== undefined) return undefined;
      let isGone = false;
      load().then(
        (loaded) => {
          View = loaded;
          if (!isGone) draw(true);
        },
        (error: unknown) => !isGone && setFailure(error instanceof Error ? error.message : String(error)),
      );
      return () => void (isGone = true);
    }, []);
    if (View !== undefined) return <View {...props} />;
    return (
      <p class="note" role="status">
        {failure === "" ? "Loading…" : `This part of the page could not be loaded: ${failure}`}
      </p>
    );
  };
}
