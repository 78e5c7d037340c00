import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fromFile, type PeopleOptions, type Tree } from "../../../../provider";
import { loadPlan } from "../../../../provider/components/load-plan";
import type { Plan } from "../../../../provider/components/tree/planned";

/** An org whose nodes have keys that are not their names. */
export const acme: Tree = {
  name: "Acme",
  departments: [
    {
      key: "eng",
      name: "Engineering",
      departments: [
        { key: "platform", name: "Platform" },
        { key: "tools", name: "R&D/Tools" },
      ],
    },
    { key: "sales", name: "Sales", departments: [{ key: "eu", name: "Europe" }] },
    { key: "sh", name: "上海分公司", departments: [{ key: "sh-eu", name: "Europe" }] },
  ],
  groups: [{ key: "go", name: "Go" }],
  roles: [{ key: "on-call", name: "On call" }],
  labels: [{ key: "remote", name: "Remote" }],
};

/** The day on which the tests of end dates are. */
export const TODAY = new Date("2026-11-30T12:00:00Z");

/** The plan of an org with the people of one file, by what is in it. */
export function planWith(
  content: string | Uint8Array,
  options: PeopleOptions,
  { name = "people.csv", tree = acme } = {},
): Plan {
  const folder = mkdtempSync(join(tmpdir(), "people-"));
  const file = join(folder, name);
  try {
    writeFileSync(file, content);
    const plan = loadPlan("acme", { tree, people: [fromFile(file, options)] }, [], TODAY);
    const { placeOf } = plan;
    return {
      ...plan,
      placeOf: (path) => {
        const place = placeOf(path);
        return place && { ...place, file: place.file.replace(`${folder}/`, "") };
      },
    };
  } catch (error) {
    if (error instanceof Error) error.message = error.message.replaceAll(`${folder}/`, "");
    throw error;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** All that is said of a file, by line. */
export function faultsOf(
  content: string | Uint8Array,
  options: PeopleOptions,
  more?: { name?: string; tree?: Tree },
): string[] {
  try {
    planWith(content, options, more);
    return [];
  } catch (error) {
    return (error as Error).message.split("\n");
  }
}

/** Who is where: keys by the key of the node, with their end if they have one. */
export function membersIn({ nodes }: Plan): Record<string, string[]> {
  return Object.fromEntries(
    nodes.flatMap(({ key, people }) =>
      people && people.length > 0
        ? [[key, people.map(({ person, until }) => (until ? `${person} ${until}` : person))]]
        : [],
    ),
  );
}
