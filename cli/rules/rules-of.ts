import {
  guarded,
  limited,
  type AtLeast,
  type Keep,
  type Limit,
  type Never,
  type RequireUntil,
  type Rules,
} from "../../access/policy";
import { lastInstant } from "../../provider/end-date";
import type { Path } from "../../provider/files/problem";
import type { RulesFile } from "./schema";

/** Names a place: `identity-rules.yaml:12`. */
type Placed = (path: Path) => string;
type Entry<K extends keyof RulesFile> = NonNullable<RulesFile[K]> extends (infer E)[] ? E : never;

/** The rules of a file that is valid, each with its name and place. */
export function rulesOf(file: RulesFile, at: Placed): Rules {
  const { limits, never = [], keep = [], separate = [], requireUntil = [], waivers = [] } = file;
  return {
    limits: limitsOf(limits, at),
    never: never.map((entry, index) => neverOf(entry, at(["never", index]))),
    keep: keep.flatMap((entry, index) => keepOf(entry, at(["keep", index]))),
    atLeast: keep.flatMap((entry, index) => atLeastOf(entry, at(["keep", index]))),
    separate: separate.map(({ name, perms }, index) => ({
      name: name ?? `separate ${perms.join(", ")}`,
      ...{ perms, source: at(["separate", index]) },
    })),
    requireUntil: requireUntil.map((entry, index) => untilOf(entry, at(["requireUntil", index]))),
    waivers: waivers.map((waiver, index) => ({
      ...waiver,
      ends: new Date(lastInstant(waiver.until)),
      source: at(["waivers", index]),
    })),
  };
}

function limitsOf({ orgs = {}, ...all }: NonNullable<RulesFile["limits"]> = {}, at: Placed) {
  return [
    ...ownLimits(all, ["limits"], undefined, at),
    ...Object.entries(orgs).flatMap(([org, own]) =>
      ownLimits(own, ["limits", "orgs", org], org, at),
    ),
  ];
}

function ownLimits(
  own: Omit<NonNullable<RulesFile["limits"]>, "orgs">,
  path: Path,
  org: string | undefined,
  at: Placed,
): Limit[] {
  return limited.flatMap((of) => {
    const most = own[of];
    const name = ["limits", ...(org === undefined ? [] : [org]), of].join(".");
    return most === undefined ? [] : [{ name, of, org, most, source: at([...path, of]) }];
  });
}

function neverOf(entry: Entry<"never">, source: string): Never {
  const { object, name = `never ${object}` } =
    typeof entry === "string" ? { object: entry } : entry;
  const kind = guarded.find((one) => object.startsWith(`${one}:`)) ?? "User";
  return { name, kind, object: object.slice(kind.length + 1).trim(), source };
}

function keepOf(entry: Entry<"keep">, source: string): Keep[] {
  if (!("who" in entry)) return [];
  const { who, name = `keep ${who}`, perms } = entry;
  return [{ name, who, perms: perms.includes("*") ? undefined : perms, source }];
}

function atLeastOf(entry: Entry<"keep">, source: string): AtLeast[] {
  if (!("perm" in entry)) return [];
  const { perm, name = `keep ${perm}`, atLeast } = entry;
  return [{ name, perm, count: atLeast, source }];
}

function untilOf(entry: Entry<"requireUntil">, source: string): RequireUntil {
  const [on, object] =
    "perm" in entry ? (["perm", entry.perm] as const) : (["node", entry.node] as const);
  return { name: entry.name ?? `requireUntil ${object}`, on, object, source };
}
