import { InvalidError } from "../../errors";
import { isNotFound } from "../../../sdk";
import type { Connection } from "./connection";

/**
 * The API lets a node be made below any other, of whatever org, and no answer names a node's org: it
 * is found by walking up to a root. What was learned on the way is remembered.
 *
 * @throws InvalidError when the parent is not there, or in another org
 */
export async function requireInOrg(
  connection: Connection,
  parent: string,
  oid: string,
): Promise<void> {
  const roots = Object.values(await connection.rootsOf(oid));
  const passed: string[] = [];
  for (let at: string | null = parent; at !== null; at = await above(connection, at, parent)) {
    const known = roots.includes(at) ? oid : connection.orgOf(at);
    if (known === oid) {
      for (const id of passed) connection.knowOrg(id, oid);
      return;
    }
    if (known !== undefined) break;
    passed.push(at);
  }
  throw new InvalidError(`${parent} is not in org ${oid}: give a node of the same org`, "parent");
}

async function above(connection: Connection, id: string, parent: string): Promise<string | null> {
  try {
    return (await connection.client.node.get(id)).parentNodeUid;
  } catch (error) {
    if (!isNotFound(error)) throw error;
    const message = `there is no node ${parent}, or this account may not see it`;
    throw new InvalidError(message, "parent", { cause: error });
  }
}
