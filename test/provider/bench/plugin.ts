import { parseArgs } from "node:util";
import { stringify } from "yaml";
import { languageHosts, type Hosts } from "../../engine/languages/hosts";
import { pluginClasses } from "../../engine/plugin/classes";
import { foreignProject } from "../../engine/plugin/project";
import { Project } from "../../engine/support/project";
import { workshop, type Workshop } from "../../engine/support/workshop";
import { ours, yamlOf } from "./programs";
import { machine } from "./report";
import { compare, cost, type Cost } from "./run";
import { stage, type Stage } from "./stage";

/** One program in a form of its own, in an empty project. */
type Form = (shop: Workshop) => Project;
type Costs = Readonly<Record<string, Cost>>;

/**
 * `npm run bench -- plugin --objects 300 --runs 1 --json`: the same program by the dynamic form of the
 * provider, and by the plugin in JavaScript and in YAML, which makes nodes, and then finds nothing to do.
 */
export async function bench(): Promise<void> {
  const { values } = parseArgs({
    allowPositionals: true,
    options: {
      objects: { type: "string", default: "300" },
      runs: { type: "string", default: "1" },
      json: { type: "boolean", default: false },
    },
  });
  const objects = Number(values.objects);
  const measured = await measure(formsOf(objects, await languageHosts()), Number(values.runs));
  const result = { machine: machine(), objects, ...measured };
  if (values.json) return console.log(JSON.stringify(result, null, 2));
  console.log(machine());
  for (const [what, costs] of Object.entries(measured)) console.log(lineOf(what, costs));
}

/** YAML only where its host could be made. */
function formsOf(nodes: number, hosts: Hosts | undefined): Readonly<Record<string, Form>> {
  const mix = { nodes, users: 0, members: 0 };
  const javascript = (from: string) => `const { Org, Node } = require("${from}");\n${ours(mix)}`;
  const forms: Record<string, Form> = {
    dynamic: (shop) =>
      holding(new Project(shop, "bench"), { "index.js": javascript("pulumi-identity") }),
    plugin: (shop) =>
      holding(new Project(shop, "bench", { plugin: true }), {
        "plugin.js": pluginClasses(),
        "index.js": javascript("./plugin"),
      }),
  };
  if (hosts === undefined) return forms;
  const yaml: Form = (shop) =>
    holding(foreignProject(shop, hosts, "bench"), { "Pulumi.yaml": stringify(yamlOf(nodes)) });
  return { ...forms, yaml };
}

function holding(project: Project, files: Readonly<Record<string, string>>): Project {
  for (const [name, text] of Object.entries(files)) project.write(name, text);
  return project;
}

/** An apply on an empty server each time; previews of the stacks that the last ones leave. */
async function measure(
  forms: Readonly<Record<string, Form>>,
  runs: number,
): Promise<{ up: Costs; preview: Costs }> {
  const shop = await workshop();
  const scenes: Partial<Record<string, Stage>> = {};
  const each = (run: (name: string, form: Form) => Promise<Cost>) =>
    compare(
      runs,
      Object.fromEntries(
        Object.entries(forms).map(([name, form]) => [name, () => run(name, form)]),
      ),
    );
  try {
    const up = await each(async (name, form) => {
      await scenes[name]?.close();
      const scene = await stage({ shop, latency: 0, project: form(shop) });
      scenes[name] = scene;
      return cost(scene.project, "up", "--yes", "--skip-preview");
    });
    const preview = await each((name) => {
      const scene = scenes[name];
      if (scene === undefined) throw new Error(`${name} has no stack`);
      return cost(scene.project, "preview", "--expect-no-changes");
    });
    return { up, preview };
  } finally {
    for (const scene of Object.values(scenes)) await scene?.close();
  }
}

function lineOf(what: string, { dynamic, ...others }: Costs): string {
  const told = (one: Cost) =>
    `${one.seconds.toFixed(1)} s (processor ${one.processorSeconds.toFixed(1)} s, ${one.requests} requests)`;
  if (dynamic === undefined) throw new Error("nothing to compare with");
  const ratio = (one: Cost, of: (cost: Cost) => number) => (of(one) / of(dynamic)).toFixed(2);
  const compared = Object.entries(others).map(
    ([name, one]) =>
      `${name} ${told(one)}, seconds ${ratio(one, ({ seconds }) => seconds)} ×, processor ${ratio(one, ({ processorSeconds }) => processorSeconds)} ×`,
  );
  return [`${what}: dynamic ${told(dynamic)}`, ...compared].join("; ");
}
