import { isNotFound, isUsageError } from "../../../sdk";
import { InvalidError } from "../errors";
import { unless } from "../kit/unless";
import type { Connection } from "./connection";
import { readGroup } from "./locations";

/**
 * The path of a group, by which alone the server makes a person in it. Who is in a wrong group has
 * its access, so that each use is preceded by a look at where the path leads: a group may have moved,
 * and `/A/B` may be a B below an A, or a group at the top whose name has a slash.
 *
 * @returns `undefined` where no path leads to just this group
 * @throws InvalidError where there is no such group
 */
export async function pathTo(connection: Connection, id: string): Promise<string | undefined> {
  const { paths } = connection;
  const known = paths.get(id);
  if (known !== undefined && (await leads(connection, known, id))) return known;
  const group = await readGroup(connection, { id }).catch(unless(isNotFound));
  if (group === undefined) throw new InvalidError(`there is no node ${id}`);
  const { path } = group;
  if (path === undefined || !(await leads(connection, path, id))) return undefined;
  paths.set(id, path);
  return path;
}

async function leads({ client }: Connection, path: string, id: string): Promise<boolean> {
  // There is no address with a name like "..".
  const found = await client.groups.findByPath(path).catch(unless(isUsageError));
  return found?.id === id;
}
