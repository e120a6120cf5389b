import type { Browser, CDPSession } from "playwright-core";

/** Milliseconds that a page may take to show what is waited for. */
const patience = 60_000;

interface Said {
  readonly id?: number;
  readonly error?: { readonly message: string };
  readonly result?: unknown;
}

interface Evaluated {
  readonly result: { readonly value?: unknown };
  readonly exceptionDetails?: { readonly text: string; readonly exception?: { readonly description?: string } };
}

/**
 * A page as users have it. Those that Playwright opens have their network inspected: the browser keeps what they load a second time and decodes it in
 * their thread when it is there, which for 20 MB blocks them for some 300 ms that nobody else has.
 */
export class PlainPage {
  readonly #root: CDPSession;
  readonly #targetId: string;
  readonly #sessionId: string;
  readonly #waiting = new Map<number, (said: Said) => void>();
  #asked = 0;

  private constructor(
    root: CDPSession,
    { targetId, sessionId }: { readonly targetId: string; readonly sessionId: string },
  ) {
    this.#root = root;
    this.#targetId = targetId;
    this.#sessionId = sessionId;
    root.on("Target.receivedMessageFromTarget", ({ message }) => {
      const said = JSON.parse(message) as Said;
      this.#waiting.get(said.id ?? -1)?.(said);
      this.#waiting.delete(said.id ?? -1);
    });
  }

  static async open(browser: Browser): Promise<PlainPage> {
    const root = await browser.newBrowserCDPSession();
    // Playwright leaves pages alone whose context it didn't make.
    const { browserContextId } = await root.send("Target.createBrowserContext");
    const target = { url: "about:blank", browserContextId, width: 1440, height: 900 };
    const { targetId } = await root.send("Target.createTarget", target);
    const { sessionId } = await root.send("Target.attachToTarget", { targetId, flatten: false });
    return new PlainPage(root, { targetId, sessionId });
  }

  async close(): Promise<void> {
    await this.#root.send("Target.closeTarget", { targetId: this.#targetId });
    await this.#root.detach();
  }

  /** Asks what a domain of the browser's protocol answers. */
  async send<TAnswer>(method: string, params: object = {}): Promise<TAnswer> {
    const id = ++this.#asked;
    const answer = new Promise<Said>((resolve) => this.#waiting.set(id, resolve));
    const message = JSON.stringify({ id, method, params });
    await this.#root.send("Target.sendMessageToTarget", { sessionId: this.#sessionId, message });
    const { error, result } = await answer;
    if (error !== undefined) throw new Error(`${method}: ${error.message}`);
    return result as TAnswer;
  }

  async goTo(address: string): Promise<void> {
    await this.send("Page.navigate", { url: address });
    await this.until(() => document.readyState === "complete");
  }

  /** Has the page do something. What is done is sent as text: it knows nothing of what is around it here. */
  async evaluate<TValue, TArgument>(
    work: (argument: TArgument) => TValue | Promise<TValue>,
    argument?: TArgument,
  ): Promise<TValue> {
    return (await this.#run(`(${String(work)})(${JSON.stringify(argument)})`)) as TValue;
  }

  /** Waits until something is so, looking at it for every frame. */
  async until<TArgument>(isSo: (argument: TArgument) => boolean, argument?: TArgument): Promise<void> {
    const isThere = await this.#run(`(async () => {
      const isSo = ${String(isSo)};
      for (const from = performance.now(); performance.now() - from < ${patience}; await new Promise(requestAnimationFrame))
        if (isSo(${JSON.stringify(argument)})) return true;
      return false;
    })()`);
    if (isThere !== true) throw new Error(`Not so after ${patience} ms: ${String(isSo)} ${JSON.stringify(argument)}`);
  }

  /** Waits until what a selector names is there. */
  async waitFor(selector: string): Promise<void> {
    await this.until((wanted) => document.querySelector(wanted) !== null, selector);
  }

  /** Clicks what a selector names, and of several the first with that text. */
  async click(selector: string, text = ""): Promise<void> {
    await this.evaluate(
      (wanted) => {
        const found = [...document.querySelectorAll<HTMLElement>(wanted.selector)];
        found.find(({ textContent }) => textContent.includes(wanted.text))?.click();
      },
      { selector, text },
    );
  }

  async press(key: string): Promise<void> {
    await this.send("Input.dispatchKeyEvent", { type: "keyDown", key, ...(key.length === 1 ? { text: key } : {}) });
    await this.send("Input.dispatchKeyEvent", { type: "keyUp", key });
  }

  async #run(expression: string): Promise<unknown> {
    const asked = { expression, awaitPromise: true, returnByValue: true };
    const { result, exceptionDetails: thrown } = await this.send<Evaluated>("Runtime.evaluate", asked);
    if (thrown !== undefined) throw new Error(thrown.exception?.description ?? thrown.text);
    return result.value;
  }
}
