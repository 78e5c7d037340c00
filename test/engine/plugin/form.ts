import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { IdentityServer } from "../support/identity-server";
import { Project } from "../support/project";
import { workshop } from "../support/workshop";
import { pluginClasses } from "./classes";

/** One form of the provider, with a server of its own. */
export class Form {
  private constructor(
    readonly server: IdentityServer,
    readonly project: Project,
    private readonly classes: string,
  ) {}

  static async of(classes: "pulumi-identity" | "./plugin"): Promise<Form> {
    const server = await IdentityServer.start();
    const project = new Project(await workshop(), "life", { plugin: true });
    project.variables = { IDENTITY_TRACE: join(project.folder, "trace.jsonl") };
    project.write("plugin.js", pluginClasses());
    // Each read is a request: whether a listing is shared depends on what comes at once.
    await project.configure({ ...server.settings, batching: "false", userDeleteLimit: "100%" });
    return new Form(server, project, classes);
  }

  /** Applies a program, and returns what it asked of the server: how often each request. */
  async asked(text: string, ...args: string[]): Promise<Record<string, number>> {
    const { project, classes } = this;
    rmSync(join(project.folder, "trace.jsonl"), { force: true });
    const prelude = `Object.assign(globalThis, require("${classes}"));`;
    project.write("index.js", `const pulumi = require("@pulumi/pulumi");\n${prelude}\n${text}`);
    await project.up(...args);
    const lines = readFileSync(join(project.folder, "trace.jsonl"), "utf8").trim().split("\n");
    const events = lines.map((line) => JSON.parse(line) as { method: string; path: string });
    const counts: Record<string, number> = {};
    for (const { method, path } of events) {
      counts[`${method} ${path}`] = (counts[`${method} ${path}`] ?? 0) + 1;
    }
    return counts;
  }

  /** The state, without what no two servers and no two runs have in common. */
  state(): unknown {
    const own = this.project.resources().filter(({ type }) => /(^|\/)identity:/.test(type));
    const told = own.map(({ type, urn, id, inputs, outputs }) => ({
      ...{ kind: type.split(":").at(-1), name: urn.split("::").at(-1), id },
      inputs: common(inputs),
      outputs: common(outputs),
    }));
    const sorted = told.sort((a, b) => `${a.kind} ${a.name}`.localeCompare(`${b.kind} ${b.name}`));
    const text = JSON.stringify(sorted)
      .replaceAll(this.server.url, "<server>")
      .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "<uuid>")
      .replaceAll(/-[0-9a-f]{8}(?=[^0-9a-f-])/g, "-<key>")
      .replaceAll(/v1:[^"]*/g, "<encrypted>");
    return JSON.parse(text);
  }

  async close(): Promise<void> {
    this.project.remove();
    await this.server.close();
  }
}

/** What the server counts or makes up, and what only a constructor knows. */
const OWN = [
  "__provider",
  "parentKind",
  "nodeId",
  "userId",
  "userIds",
  "appId",
  "permId",
  "clientId",
];

/** A component has no inputs. */
const common = (values: Record<string, unknown> = {}) =>
  Object.fromEntries(
    Object.entries(values)
      .filter(([key]) => !OWN.includes(key))
      .sort(([a], [b]) => a.localeCompare(b)),
  );
