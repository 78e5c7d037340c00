import { parseArgs } from "node:util";
import { IdentityServer } from "../../engine/support/identity-server";
import { pluginClasses } from "../../engine/plugin/classes";
import { Project } from "../../engine/support/project";
import { workshop, type Workshop } from "../../engine/support/workshop";
import { machine } from "./report";
import { cost, type Cost } from "./run";
import { stageOn } from "./stage";

/** People to a department, and departments to the one above them. */
const PEOPLE = 10;
const BELOW = 5;
/** As many at once as a careful script sends. */
const AT_ONCE = 8;

/** An org, and the form of the provider that has it. */
interface Shape {
  readonly people: number;
  /** Departments that each is in. */
  readonly places: number;
  readonly isPlugin: boolean;
}

/** What one bulk tree of a size costs. */
interface Measured {
  readonly people: number;
  readonly departments: number;
  readonly first: Cost;
  readonly unchanged: Cost;
  readonly preview: Cost;
  readonly refresh: Cost;
  /** Seconds of a bare client for the same writes. */
  readonly bare: number;
  /** Megabytes of the state's file. */
  readonly state: number;
}

/**
 * `npm run bench -- people --people 1000,3000,20000 --places 1 --plugin --json`: an org in one resource, by
 * the real CLI. 20,000 people in 5 places each are in 10,000 departments.
 */
export async function bench(): Promise<void> {
  const { values } = parseArgs({
    allowPositionals: true,
    options: {
      people: { type: "string", default: "1000,3000" },
      places: { type: "string", default: "1" },
      plugin: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
    },
  });
  const shop = await workshop();
  const all: Measured[] = [];
  if (!values.json) console.log(machine());
  for (const people of values.people.split(",").map(Number)) {
    const shape = { people, places: Number(values.places), isPlugin: values.plugin };
    const measured = await measure(shop, shape);
    all.push(measured);
    if (!values.json) linesOf(measured).forEach((line) => console.log(line));
  }
  const exponents = {
    seconds: growth(all, ({ processorSeconds }) => processorSeconds),
    memory: growth(all, ({ providerMegabytes }) => providerMegabytes),
  };
  if (values.json) console.log(JSON.stringify({ machine: machine(), all, exponents }, null, 2));
  else if (all.length > 1)
    console.log(
      `growth exponents of an up without change: processor ${exponents.seconds}, memory ${exponents.memory}`,
    );
}

async function measure(shop: Workshop, shape: Shape): Promise<Measured> {
  const { people } = shape;
  const departments = departmentsOf(shape);
  const bare = await bareClient(shape);
  const server = await IdentityServer.start();
  const plugin = shape.isPlugin;
  const project = new Project(shop, "bench", { plugin });
  const stage = await stageOn(shop, server.settings, () => server.close(), project);
  try {
    project.write("tree.json", JSON.stringify(treeOf(shape)));
    project.write("plugin.js", pluginClasses());
    const from = plugin ? "./plugin" : "pulumi-identity";
    project.write(
      "index.js",
      `new (require("${from}").OrgTree)("acme", { file: "tree.json", bulk: true });`,
    );
    const up = () => cost(project, "up", "--yes", "--skip-preview");
    const first = await up();
    const unchanged = await up();
    const preview = await cost(project, "preview");
    const refresh = await cost(project, "refresh", "--yes", "--skip-preview");
    const state = Buffer.byteLength(project.stateText()) / 1e6;
    return { people, departments, first, unchanged, preview, refresh, bare, state };
  } finally {
    await stage.close();
  }
}

const departmentsOf = ({ people, places }: Shape) => (people * places) / PEOPLE;
const membersOf = (index: number, people: number) =>
  Array.from({ length: PEOPLE }, (_, one) => username((index * PEOPLE + one) % people));

interface Department {
  readonly key: string;
  readonly name: string;
  readonly people: string[];
  readonly departments: Department[];
}

/** A tree in which each department has people and some departments below it. */
function treeOf(shape: Shape) {
  const { people } = shape;
  const all = Array.from({ length: departmentsOf(shape) }, (_, index): Department => {
    const members = membersOf(index, people);
    return { key: `d${index}`, name: `部门 ${index}`, people: members, departments: [] };
  });
  for (const [index, one] of all.entries()) {
    if (index > 0) all[above(index)]?.departments.push(one);
  }
  const persons = Array.from({ length: people }, (_, index) => ({
    key: username(index),
    name: `员工 ${index}`,
    email: `${username(index)}@acme.example`,
  }));
  return { name: "Acme", departments: all.slice(0, 1), people: persons };
}

const username = (index: number) => `user${index}`;
const above = (index: number) => Math.floor((index - 1) / BELOW);

/** Seconds of a script that makes the same: departments from the top, people, then each list. */
async function bareClient(shape: Shape): Promise<number> {
  const { people } = shape;
  const server = await IdentityServer.start();
  const { body: org } = await server.ask<{ dept_uid: string }>("POST", "org/", { name: "Acme" });
  const started = performance.now();
  const departments = departmentsOf(shape);
  for (let index = 0; index < departments; index++) {
    const parent = index === 0 ? org.dept_uid : `d${above(index)}`;
    await server.ask("POST", `node/d_${parent}/node/`, { uid: `d${index}`, name: `部门 ${index}` });
  }
  await atOnce(people, (index) => {
    const [name, private_email] = [`员工 ${index}`, `${username(index)}@acme.example`];
    return server.ask("POST", "user/", {
      user: { username: username(index), name, private_email },
    });
  });
  await atOnce(departments, (index) => {
    const user_uids = membersOf(index, people);
    return server.ask("PATCH", `node/d_d${index}/user/`, { subject: "add", user_uids });
  });
  const seconds = (performance.now() - started) / 1000;
  await server.close();
  return seconds;
}

async function atOnce(count: number, work: (index: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

function growth(all: readonly Measured[], of: (cost: Cost) => number): number | undefined {
  const [first, last] = [all[0], all.at(-1)];
  if (!first || !last || first === last) return undefined;
  const grown = Math.log(of(last.unchanged) / of(first.unchanged));
  return Math.round((grown / Math.log(last.people / first.people)) * 100) / 100;
}

function linesOf(one: Measured): string[] {
  const { people, departments, bare, state, first } = one;
  const saying = ({ seconds, processorSeconds, requests, providerMegabytes }: Cost) =>
    `${seconds.toFixed(1)} s (processor ${processorSeconds.toFixed(1)} s, provider ${providerMegabytes.toFixed(0)} MB), ${requests} requests`;
  return [
    `${people} people in ${departments} departments: state ${state.toFixed(2)} MB`,
    `  first up: ${saying(first)}; a bare client's writes ${bare.toFixed(1)} s, × 1.5 + 5 s is ${(1.5 * bare + 5).toFixed(1)} s`,
    `  up without change: ${saying(one.unchanged)}; preview: ${saying(one.preview)}`,
    `  refresh: ${saying(one.refresh)}`,
  ];
}
