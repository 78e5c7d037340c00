import { TENANT } from "../backends/snapshot";
import type { Reads } from "../run/reads";

/** Tells the batched reads that an object of a kind is to be read, where a listing may have it. */
export function expectRead(reads: Reads, kind: string, org: unknown): void {
  if (kind === "User") reads.expect("users", TENANT, 1);
  if (kind === "Perm") reads.expect("perms", TENANT, 1);
  if (typeof org !== "string") return;
  if (kind === "App") reads.expect("apps", org, 1);
  if (kind === "Node" || kind === "NodeMembers") reads.expect("nodes", org, 1);
}
