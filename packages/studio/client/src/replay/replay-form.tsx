import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { RunRecord } from "@earshot/trace/reducer";
import type { ReplayTarget, SentEvent } from "../../../src/api/studio-api.js";
import { request } from "../api/studio-client.js";
import { ExchangeSideView } from "../views/messages/exchange-side-view.js";
import { readExchange } from "../views/messages/read-exchange.js";
import { HowToConnect } from "./how-to-connect.js";
import { type RecordedCall, recordedCall } from "./recorded-call.js";
import { addedMessage, type EditedMessage, MessageEditor, messageOf } from "./edited-message.js";
import { editsOf, keepEdits, type ReplayEdits } from "./kept-edits.js";
import { readJson } from "./read-json.js";
import { ReplayResult } from "./replay-result.js";
import { useReplayTargets } from "./use-replay-targets.js";
import "./replay.css";

interface ReplayFormProps {
  readonly run: RunRecord;
  readonly events: readonly SentEvent[];
  /** There is something to be done in it now. What had the focus may have gone for it. */
  onShown(isFocusLost: boolean): void;
}

/** Makes a recorded call of a model again, with other messages or parameters, through an app that allows it; the answer stands beside the original. */
export function ReplayForm({ run, events, onShown }: ReplayFormProps) {
  const { targets, failure } = useReplayTargets();
  const call = recordedCall(events);
  // A form that is open stays: apps are started anew while somebody looks at what came of them.
  const wasOpen = useRef(false);
  wasOpen.current ||= targets !== undefined && targets.length > 0;
  const hasFocus = useRef(false);
  hasFocus.current = document.activeElement?.closest(".replay") != null;
  useEffect(() => {
    if (call !== undefined && targets !== undefined) onShown(hasFocus.current);
  }, [targets === undefined, wasOpen.current]);
  if (call === undefined)
    return <p class="v-hint">Its messages were not recorded, or are too large to be edited here.</p>;
  if (targets === undefined) return <p class="v-hint">{failure || "Looking for apps…"}</p>;
  if (!wasOpen.current) return <HowToConnect />;
  return <OpenForm {...{ run, events, call, targets }} />;
}

interface OpenFormProps extends Omit<ReplayFormProps, "onShown"> {
  readonly call: RecordedCall;
  readonly targets: readonly ReplayTarget[];
}

function OpenForm({ run, events, call, targets }: OpenFormProps) {
  const models = modelsOf(targets);
  const [edits, change] = useKeptEdits(run.runId, call);
  const { messages, parameters, again } = edits;
  const chosen = models.find(({ title }) => title === edits.model) ?? models[0];
  const chooseModel = (model: string) => change({ model });
  const [failure, setFailure] = useState("");
  const runAgain = async () => {
    setFailure("");
    // What came before is not what comes of this.
    change({ again: undefined });
    try {
      const { targetId = "", model = "" } = chosen ?? {};
      const edited = { messages: messages.map(messageOf), parameters: readParameters(parameters) };
      const body = { targetId, model, runId: run.runId, ...edited };
      change({ again: (await request("POST /api/replay", { body })).runId });
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <form
      class="replay"
      aria-label="Run again"
      onSubmit={(event) => {
        event.preventDefault();
        void runAgain();
      }}
    >
      <Messages messages={messages} onChange={(changed) => change({ messages: changed })} />
      <label class="v-field">
        Parameters, as JSON
        <textarea
          class="v-input replay-parameters"
          rows={Math.min(10, parameters.split("\n").length)}
          value={parameters}
          onInput={({ currentTarget }) => change({ parameters: currentTarget.value })}
        />
      </label>
      <div class="v-toolbar">
        <ModelChoice titles={models.map(({ title }) => title)} chosen={chosen?.title} onChoose={chooseModel} />
        <button type="submit" class="v-button v-primary" disabled={messages.length === 0 || chosen === undefined}>
          Run
        </button>
        {chosen === undefined && <p class="v-hint">The app has gone. It can be asked as soon as it is back.</p>}
      </div>
      <Failure text={failure} />
      {again !== undefined && <Sides events={events} again={again} originalId={run.runId} />}
    </form>
  );
}

/** All models of all apps, each with a title of its own: of apps that call themselves the same, too. */
function modelsOf(targets: readonly ReplayTarget[]) {
  const seen = new Map<string, number>();
  return targets.flatMap(({ targetId, name, models }) =>
    models.map((model) => {
      const title = targets.length === 1 ? model : `${name}: ${model}`;
      const place = (seen.get(title) ?? 0) + 1;
      seen.set(title, place);
      return { targetId, model, title: place === 1 ? title : `${title} (${place})` };
    }),
  );
}

interface ModelChoiceProps {
  readonly titles: readonly string[];
  readonly chosen: string | undefined;
  onChoose(title: string): void;
}

function ModelChoice({ titles, chosen, onChoose }: ModelChoiceProps) {
  return (
    <label class="v-field">
      Model
      <select class="v-input" value={chosen} onChange={({ currentTarget }) => onChoose(currentTarget.value)}>
        {titles.map((title) => (
          <option key={title} value={title}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}

function Failure({ text }: { readonly text: string }) {
  const shown = useBroughtIntoView<HTMLParagraphElement>(text);
  if (text === "") return null;
  return (
    <p class="v-error" role="alert" ref={shown}>
      {text}
    </p>
  );
}

/** What stands in the form, and how a part of it is changed. It is there again when the page comes back to it. */
function useKeptEdits(runId: string, call: RecordedCall) {
  const [edits, setEdits] = useState(() => editsOf(runId, call));
  const latest = useRef(edits);
  const change = (part: Partial<ReplayEdits>) => {
    latest.current = { ...latest.current, ...part };
    keepEdits(runId, latest.current);
    setEdits(latest.current);
  };
  return [edits, change] as const;
}

interface MessagesProps {
  readonly messages: readonly EditedMessage[];
  onChange(messages: EditedMessage[]): void;
}

function Messages({ messages, onChange }: MessagesProps) {
  const add = () => {
    const id = Math.max(0, ...messages.map((each) => each.id)) + 1;
    onChange([...messages, addedMessage(id)]);
  };
  return (
    <>
      {messages.map((message, place) => (
        <MessageEditor
          key={message.id}
          message={message}
          place={place + 1}
          onChange={(changed) => onChange(messages.map((each) => (each === message ? { ...each, ...changed } : each)))}
          onRemove={() => onChange(messages.filter((each) => each !== message))}
        />
      ))}
      <button type="button" class="v-button" onClick={add}>
        Add a message
      </button>
    </>
  );
}

interface SidesProps {
  readonly events: readonly SentEvent[];
  readonly again: string;
  readonly originalId: string;
}

/** The answer that was recorded beside the one that comes. */
function Sides({ events, again, originalId }: SidesProps) {
  const sides = useBroughtIntoView<HTMLDivElement>(again);
  const { output } = useMemo(() => readExchange(events), [events]);
  return (
    <div class="replay-sides" ref={sides}>
      <section class="replay-side" aria-label="Answer then">
        <h4>Then</h4>
        {output === undefined ? <p class="v-hint">No answer was recorded.</p> : <ExchangeSideView side={output} />}
      </section>
      <ReplayResult key={again} runId={again} originalId={originalId} />
    </div>
  );
}

/** What comes of a press may be below what is in sight: it is brought there when `came` changes. */
function useBroughtIntoView<TElement extends HTMLElement>(came: string) {
  const element = useRef<TElement>(null);
  useEffect(() => element.current?.scrollIntoView({ block: "nearest" }), [came]);
  return element;
}

function readParameters(text: string): RecordedCall["parameters"] {
  const value: unknown = text.trim() === "" ? {} : readJson(text, "Parameters, as JSON");
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new TypeError('Parameters are a JSON object, such as { "temperature": 0 }.');
  return value as RecordedCall["parameters"];
}
