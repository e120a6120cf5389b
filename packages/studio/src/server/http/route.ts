import type { IncomingMessage } from "node:http";
import type { StudioApi } from "../../api/studio-api.js";
import type { Check } from "./check.js";
import type { EventStreamAnswer } from "./event-stream-answer.js";
import type { TextAnswer } from "./text-answer.js";

/** A method and a path, as the API names them. */
export type RouteName = keyof StudioApi & `${string} /${string}`;

type ParameterNames<TPath extends string> = TPath extends `${string}:${infer TName}/${infer TRest}`
  ? TName | ParameterNames<TRest>
  : TPath extends `${string}:${infer TName}`
    ? TName
    : never;

type QueryOf<TRoute extends RouteName> = StudioApi[TRoute] extends { readonly query: infer TQuery }
  ? TQuery
  : undefined;

/** A body that is text comes as it is, piece by piece; any other is JSON, and checked. */
type BodyOf<TRoute extends RouteName> = StudioApi[TRoute] extends { readonly body: infer TBody }
  ? TBody extends string
    ? AsyncIterable<Buffer>
    : TBody
  : undefined;

/** What a request asks of a route, checked. */
export interface RouteRequest<TRoute extends RouteName> {
  readonly parameters: { readonly [TName in ParameterNames<TRoute>]: string };
  readonly query: QueryOf<TRoute>;
  readonly body: BodyOf<TRoute>;
  readonly search: URLSearchParams;
  readonly incoming: IncomingMessage;
}

type AnswerOf<TRoute extends RouteName> = StudioApi[TRoute]["answer"] | TextAnswer | EventStreamAnswer;

/** How one route is answered. What has a query or a body of JSON says how they are checked: without, it does not compile. */
export type Route<TRoute extends RouteName> = {
  readonly answer: (request: RouteRequest<TRoute>) => AnswerOf<TRoute> | Promise<AnswerOf<TRoute>>;
} & (QueryOf<TRoute> extends undefined ? { readonly query?: undefined } : { readonly query: Check<QueryOf<TRoute>> }) &
  (BodyOf<TRoute> extends undefined | AsyncIterable<Buffer>
    ? { readonly body?: undefined }
    : { readonly body: Check<BodyOf<TRoute>> });

/** All of the API: a route that is missing, or answers something else, does not compile. */
export type Routes = { readonly [TRoute in RouteName]: Route<TRoute> };
