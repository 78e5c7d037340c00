import { parseArgs } from "node:util";
import type { Project } from "../../engine/support/project";
import { workshop } from "../../engine/support/workshop";
import { ours } from "./programs";
import { machine } from "./report";
import { compare, cost, type Cost } from "./run";
import { stage, type Stage } from "./stage";

type Costs = Record<"dynamic" | "plugin", Cost>;

/**
 * `npm run bench -- plugin --objects 300 --runs 1 --json`: the same program by the dynamic form of the
 * provider and by the plugin, which makes nodes, and then finds nothing to do.
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
  const measured = await measure(objects, Number(values.runs));
  const result = { machine: machine(), objects, ...measured };
  if (values.json) return console.log(JSON.stringify(result, null, 2));
  console.log(machine());
  for (const [what, costs] of Object.entries(measured)) console.log(lineOf(what, costs));
}

/** An apply on an empty server each time; previews of the stacks that the last ones leave. */
async function measure(objects: number, runs: number): Promise<{ up: Costs; preview: Costs }> {
  const shop = await workshop();
  const scenes: Partial<Record<string, Stage>> = {};
  const open = async (form: string): Promise<Project> => {
    await scenes[form]?.close();
    const plugin = form === "plugin";
    const scene = await stage({ shop, latency: 0, plugin });
    scenes[form] = scene;
    scene.project.write("index.js", program(plugin, objects));
    return scene.project;
  };
  try {
    const up = await compare(
      runs,
      each((form) => async () => cost(await open(form), "up", "--yes", "--skip-preview")),
    );
    const preview = await compare(
      runs,
      each((form) => () => {
        const scene = scenes[form];
        if (scene === undefined) throw new Error(`${form} has no stack`);
        return cost(scene.project, "preview", "--expect-no-changes");
      }),
    );
    return { up, preview };
  } finally {
    for (const scene of Object.values(scenes)) await scene?.close();
  }
}

const each = (run: (form: string) => () => Promise<Cost>) => ({
  dynamic: run("dynamic"),
  plugin: run("plugin"),
});

const program = (plugin: boolean, nodes: number) =>
  `const { Org, Node } = require("${plugin ? "./plugin" : "pulumi-identity"}");
${ours({ nodes, users: 0, members: 0 })}`;

function lineOf(what: string, { dynamic, plugin }: Costs): string {
  const told = (one: Cost) =>
    `${one.seconds.toFixed(1)} s (processor ${one.processorSeconds.toFixed(1)} s, ${one.requests} requests)`;
  const ratio = (of: (one: Cost) => number) => (of(plugin) / of(dynamic)).toFixed(2);
  return `${what}: dynamic ${told(dynamic)}, plugin ${told(plugin)}; seconds ${ratio((one) => one.seconds)} ×, processor ${ratio((one) => one.processorSeconds)} ×`;
}
