import { checkText } from "./checks";
import { UsageError } from "./errors";

/** A path below the API's root, made by the {@link path} tag. */
export interface ApiPath {
  /** What is sent: encoded, with a trailing slash. */
  readonly value: string;
  /** For logs and traces: every id replaced by its name (`node/:uid/`). */
  readonly template: string;
  /** For error messages: ids kept, secrets replaced by their name. */
  readonly label: string;
}

/** One id of a path, written as `${{ uid }}` so that errors and traces can name it. */
export type PathId = Readonly<Record<string, string>>;

/** Names whose values are credentials and never repeated (an invitation key lets its holder in). */
const SECRET = new Set(["key", "token"]);

function only(id: PathId): [name: string, value: string] {
  const [entry, ...rest] = Object.entries(id);
  if (entry === undefined || rest.length > 0) throw new UsageError("a path takes one id a place");
  return entry;
}

/** How a system writes its paths. */
interface Style {
  /** What every path ends with. */
  readonly ending: "/" | "";
  /** Whether an id may contain slashes, which are sent encoded. */
  readonly slashes: boolean;
}

/** Encodes one id; refuses what would address something else than meant. */
function segment(name: string, value: string, { slashes }: Style): string {
  checkText(name, value);
  if (value === "." || value === "..") {
    throw new UsageError(`${name} must not be "." or ".."`, name);
  }
  if (!slashes && /[/\\]/.test(value)) {
    throw new UsageError(`${name} must not contain a slash`, name);
  }
  try {
    return encodeURIComponent(value);
  } catch (cause) {
    throw new UsageError(`${name} must be well-formed Unicode`, cause);
  }
}

/**
 * The only way to build a path: encodes each id and refuses empty ones, `.`, `..` and slashes.
 * The trailing slash is always there: without it the server redirects, and a redirected write is
 * lost (contract, "Protocol facts").
 *
 * @throws {@link UsageError} naming the id, before any request
 * @example
 * path`node/${{ uid }}/user/`.value // "node/d_platform/user/"
 */
export const path = pathTag({ ending: "/", slashes: false });

/** The same for a system that writes its paths in another style. */
export function pathTag(
  style: Style,
): (literals: TemplateStringsArray, ...ids: PathId[]) => ApiPath {
  return (literals, ...ids) => made(style, literals, ids);
}

function made(style: Style, literals: TemplateStringsArray, ids: readonly PathId[]): ApiPath {
  let value = literals[0] ?? "";
  let template = value;
  let label = value;
  ids.forEach((id, index) => {
    const [name, given] = only(id);
    const literal = literals[index + 1] ?? "";
    const encoded = segment(name, given, style);
    value += encoded + literal;
    template += `:${name}${literal}`;
    label += (SECRET.has(name) ? `:${name}` : given) + literal;
  });
  const { ending } = style;
  return value.endsWith("/") || ending === ""
    ? { value, template, label }
    : { value: value + ending, template: template + ending, label: label + ending };
}

/**
 * Takes a ready path of a raw request: leading slash dropped, trailing one added, no query.
 * The path is its own template: a raw path's ids appear in traces.
 */
export function rawPath(given: string): ApiPath {
  if (/[?#\\]/.test(given)) throw new UsageError("a path has no query: pass it as `query`", "path");
  const parts = given.split("/").filter((part, index, all) => part !== "" || isInner(index, all));
  if (parts.length === 0) throw new UsageError("path must not be empty", "path");
  if (parts.some((part) => part === "" || /^(\.|%2e){1,2}$/i.test(part))) {
    throw new UsageError('path must not contain empty, "." or ".." segments', "path");
  }
  const value = `${parts.join("/")}/`;
  return { value, template: value, label: value };
}

const isInner = (index: number, all: string[]): boolean => index > 0 && index < all.length - 1;
