import { type Context } from "./context";
import { notAllowed } from "../wire/refusal";

/** A status and a body; `undefined` sends none. */
export interface Reply {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

/** What a method of a resource does. It runs inside the request's transaction, synchronously. */
export type View = (context: Context) => Reply;

/** A view with work to do beforehand, outside the transaction: hashing takes its time. */
export interface PreparedView<T = unknown> {
  prepare(context: Context): Promise<T>;
  run(context: Context, prepared: T): Reply;
}

/** The methods of one path. */
export interface Resource {
  path: string;
  /** Runs before the method is looked up, as there: 401 and 403 go before 405. */
  guard: (context: Context) => void;
  methods: Partial<Record<string, View | PreparedView>>;
  /** Methods that the reference server runs in a transaction, and so fails under concurrency. */
  atomic?: string[];
  /** The token is not looked at, not even a bad one. */
  open?: boolean;
  /** HEAD is GET without a body; where it is not, 405. */
  head?: boolean;
}

/** Joins preparation and view with their types checked against each other. */
export function prepared<T>(view: PreparedView<T>): PreparedView {
  return view;
}

/** 200 with a body. */
export const ok = (body?: unknown): Reply => ({ status: 200, body });
/** 201 with a body. */
export const created = (body: unknown): Reply => ({ status: 201, body });
/** 204 without one. */
export const noContent = (): Reply => ({ status: 204 });

/** What the parts of a path may hold; the reference's patterns, Unicode letters included. */
const PARTS: Record<string, string> = {
  word: "[\\p{L}\\p{N}_]+",
  uid: "[\\p{L}\\p{N}_|-]+",
  any: "[^/]+",
  key: "[\\w=|-]+",
};

interface Compiled {
  pattern: RegExp;
  resource: Resource;
}

/** Finds the resource of a path. Patterns look like `org/<uid:oid>/user/<word:username>/`. */
export class Router {
  private readonly byHead = new Map<string, Compiled[]>();

  constructor(resources: Resource[]) {
    for (const resource of resources) {
      const head = resource.path.split("/")[0] ?? "";
      const compiled = { pattern: compile(resource.path), resource };
      this.byHead.set(head, [...(this.byHead.get(head) ?? []), compiled]);
    }
  }

  /** The resource of a decoded path below the API's prefix, and what its parts are. */
  find(path: string): { resource: Resource; params: Record<string, string> } | undefined {
    for (const { pattern, resource } of this.byHead.get(path.split("/")[0] ?? "") ?? []) {
      const match = pattern.exec(path);
      if (match) return { resource, params: { ...match.groups } };
    }
    return undefined;
  }
}

function compile(path: string): RegExp {
  const source = path.replace(
    /<(\w+):(\w+)>/g,
    (_, kind: string, name: string) => `(?<${name}>${PARTS[kind] ?? kind})`,
  );
  return new RegExp(`^${source}$`, "u");
}

/** The view of a method; PUT acts as PATCH where only PATCH is there and the resource says so. */
export function methodOf(resource: Resource, method: string): View | PreparedView {
  const name = method === "HEAD" && resource.head !== false ? "GET" : method;
  const view = resource.methods[name];
  if (!view) throw notAllowed(method);
  return view;
}
