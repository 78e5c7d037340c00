import * as pulumi from "@pulumi/pulumi";
import type { Undeclared } from "../run/preview";
import { printable } from "../printable";
import type { Program } from "./program";

/** A resource whose texts name what neither the server has nor the program declared before it. */
interface Missing {
  readonly resource: pulumi.Resource;
  readonly label: string;
  readonly names: readonly Undeclared[];
}

const pending = new Map<Program, Missing[]>();

/**
 * Fails the preview for names that are missing: at the end of the program, so that all are told at
 * once, and that one which asynchronous code declares later is only warned of.
 */
export function tellMissing(program: Program, missing: Missing): void {
  const all = pending.get(program) ?? [];
  pending.set(program, [...all, missing]);
  if (all.length > 0) return;
  const tell = () => {
    const found = pending.get(program) ?? [];
    pending.delete(program);
    for (const one of found) tellOne(program, one);
  };
  // A program of the Automation API has no end of its own that can be heard of.
  if (isRunByCli()) process.once("beforeExit", tell);
  else tell();
}

/** The script by which the CLI runs a program: it ends when nothing is left to do. */
const isRunByCli = () => /@pulumi[\\/]pulumi[\\/]cmd[\\/]run/.test(process.argv[1] ?? "");

/** How the CLI's script ends a program that has said itself what is wrong. */
const LOGGED = 32;

function tellOne(program: Program, { resource, label, names }: Missing): void {
  const later = program.declaredSince(resource, names);
  const missing = names.filter((name) => !later.includes(name));
  if (later.length > 0) {
    const text = `${label} names ${told(later)} as text, which asynchronous code declares later: nothing puts the two in order. Give the resource itself, or declare it before the first await`;
    void pulumi.log.warn(printable(text), resource);
  }
  if (missing.length === 0) return;
  if (isRunByCli()) process.exitCode = LOGGED;
  const text = `${label}: there is no ${told(missing)}, neither on the server nor in this program. Correct it, or declare it (identity:verify: false leaves that to the apply)`;
  void pulumi.log.error(printable(text), resource);
}

/** `user "kim", "lee" (users), node "d_lab" (nodes)` */
function told(names: readonly Undeclared[]): string {
  const groups = new Map<string, string[]>();
  for (const { at, named, name } of names) {
    const what = named === "scope" ? "app or org" : named;
    const group = `${what} % (${at})`;
    groups.set(group, [...(groups.get(group) ?? []), JSON.stringify(name)]);
  }
  return [...groups].map(([group, all]) => group.replace("%", () => all.join(", "))).join("; ");
}
