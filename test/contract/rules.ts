import { METHODS } from "node:http";
import { isDeepStrictEqual } from "node:util";
import { isObject } from "./bindings";
import { type Answer, type Pair, type RecordedRequest } from "./pair";

/** What happened so far in a scenario, as the rules need it. */
export interface History {
  /** Whose each token is, and which users are gone. */
  tokens: Map<string, string>;
  deleted: Set<string>;
  /** Ids of which this server and the recorded one know different things since a difference. */
  diverged: Set<string>;
}

/** A pair with today's answer; the recorded answer is in today's terms. */
export interface Replay {
  request: RecordedRequest;
  expected: Answer;
  actual: Answer;
}

/** A deliberate difference (emulator/README.md has the reasons): whether it covers a pair. */
interface Rule {
  name: string;
  covers(replay: Replay, history: History): boolean;
}

const token = (request: RecordedRequest) => request.headers["Authorization"]?.split(" ")[1] ?? "";

const isNodePath = (request: RecordedRequest) => /\/(node|dept|group)\//.test(request.path);

const DERIVED = ["value", "dept_perm_value", "group_perm_value", "node_perm_value", "source"];

const RULES: Rule[] = [
  {
    name: "a crash is answered with what it should have been",
    covers: ({ expected, actual }) => expected.status === 500 && actual.status < 500,
  },
  {
    name: "a deleted user's token is dead",
    covers: ({ request, actual }, { tokens, deleted }) =>
      actual.status === 401 && deleted.has(tokens.get(token(request)) ?? ""),
  },
  {
    name: "nodes are not read without a token",
    covers: ({ request, expected, actual }) =>
      isNodePath(request) && !token(request) && expected.status < 400 && actual.status === 401,
  },
  {
    name: "nodes of no org are the system administrator's",
    covers: ({ request, expected, actual }) =>
      isNodePath(request) && expected.status < 300 && actual.status === 403,
  },
  {
    name: "no header makes an administrator",
    covers: ({ request }) => "ARKER" in request.headers,
  },
  {
    name: "OPTIONS does not describe forms",
    covers: ({ request, actual }) => request.method === "OPTIONS" && actual.status === 200,
  },
  {
    name: "NaN is no JSON",
    covers: ({ request, actual }) => actual.status === 400 && /\bNaN\b/.test(String(request.body)),
  },
  {
    name: "Node's parser refuses an unknown method",
    covers: ({ request, actual }) => actual.status === 400 && !METHODS.includes(request.method),
  },
  {
    name: "the log shows no secrets and no address of a client",
    covers: ({ request, actual }) => /\/log\/\w+\/$/.test(request.path) && actual.status === 200,
  },
  {
    name: "inherited values are computed at once",
    covers: ({ request, expected, actual }) =>
      "value" in (request.query ?? {}) ||
      (expected.status === actual.status &&
        isDeepStrictEqual(without(expected.body, DERIVED), without(actual.body, DERIVED)) &&
        !isDeepStrictEqual(expected.body, actual.body)),
  },
  {
    name: "a node is listed with all below it",
    covers: ({ request, actual }) =>
      /\/node\/[^/]+\/list\/$/.test(request.path) && actual.status === 200,
  },
  {
    name: "what a difference touched stays different",
    covers: ({ request, expected, actual }, { diverged }) => {
      const text = JSON.stringify([request.path, request.body, expected.body, actual.body]);
      return [...diverged].some((id) => text.includes(id));
    },
  },
];

/** The deliberate difference that covers a pair, if one does. */
export function coveringRule(replay: Replay, history: History): string | undefined {
  return RULES.find((rule) => rule.covers(replay, history))?.name;
}

/** Notes what a recorded pair did. */
export function note(history: History, pair: Pair, actual: Answer, covered: boolean): void {
  const { request, response } = pair;
  if (!request || !response) return;
  const { body } = response;
  if (isObject(body) && typeof body["token"] === "string") {
    history.tokens.set(body["token"], String(body["username"]));
  }
  const gone = /\/user\/(\w+)\/$/.exec(request.path)?.[1];
  if (request.method === "DELETE" && response.status === 204 && gone) history.deleted.add(gone);
  // "Half-made" there, undone here (ARKID.md 19).
  const halfMade = isObject(body) && /not found$/.test(String(body["perms"]));
  const writes = !["GET", "HEAD", "OPTIONS"].includes(request.method);
  if (
    !writes ||
    !(halfMade || covered) ||
    (response.status >= 400 === actual.status >= 400 && !halfMade)
  )
    return;
  for (const id of idsOf(request)) history.diverged.add(id);
}

/** What a request is about: the last id of its path, and those that its body names. */
function idsOf({ path, body }: RecordedRequest): string[] {
  const own = isObject(body) && typeof body["uid"] === "string" ? [body["uid"]] : [];
  const uids = [...JSON.stringify(body ?? "").matchAll(/"uid":"(\w+)"/g)].map(
    (match) => match[1] ?? "",
  );
  const node = /\/node\/[dg]_(\w+)\/$/.exec(path)?.[1];
  return [...own, ...uids, ...(node ? [node] : [])];
}

function without(value: unknown, keys: string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => without(item, keys));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !keys.includes(name))
      .map(([name, item]) => [name, without(item, keys)]),
  );
}
