import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { scratchFolder, type Workshop } from "./workshop";

/** How a call of the CLI ended, and all that it printed. */
export interface Outcome {
  readonly code: number | null;
  readonly output: string;
}

/** One step of a plan, as `pulumi preview --json` tells it. */
export interface Step {
  readonly op: string;
  readonly urn: string;
  /** The properties that change, where the inputs tell. */
  readonly diffReasons?: readonly string[];
  readonly oldState?: { readonly inputs?: Record<string, unknown> };
  readonly newState?: { readonly inputs?: Record<string, unknown> };
}

/** A resource in the state. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly inputs: Record<string, unknown>;
  readonly outputs: Record<string, unknown>;
  readonly initErrors?: string[];
}

/** Settings by name, as `identity:<name>` or `IDENTITY_<NAME>`; `undefined` leaves one out. */
export type Settings = Readonly<Record<string, string | undefined>>;

/** How a project differs from one in JavaScript that uses the dynamic form. */
export interface ProjectOptions {
  readonly nodeModules?: string;
  readonly main?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Whether the project names the plugin. */
  readonly plugin?: boolean;
  /** The language, as Pulumi.yaml has it. @default "nodejs" */
  readonly runtime?: string;
}

/** A Pulumi program in a folder of its own, on a `file://` backend of its own, run by the real CLI. */
export class Project {
  readonly folder: string;
  /** Settings of the environment, for a test that changes them often. */
  settings: Settings = {};
  /** Other variables of the environment, likewise. */
  variables: NodeJS.ProcessEnv = {};
  /** All that the CLI has printed in every run to its end. */
  printed = "";
  private readonly env: NodeJS.ProcessEnv;

  constructor(
    private readonly shop: Workshop,
    name: string,
    options: ProjectOptions = {},
  ) {
    this.folder = scratchFolder(name);
    mkdirSync(join(this.folder, "state"));
    const plugin = join(this.folder, "random");
    symlinkSync(shop.randomPlugin, plugin);
    if (options.nodeModules !== "none") {
      const modules = options.nodeModules ?? join(shop.consumer, "node_modules");
      symlinkSync(modules, join(this.folder, "node_modules"));
    }
    this.write("package.json", JSON.stringify({ name, main: options.main ?? "index.js" }));
    this.write("Pulumi.yaml", projectFile(name, options));
    this.env = {
      ...process.env,
      PATH: [shop.engine.path, process.env.PATH].filter(Boolean).join(delimiter),
      PULUMI_BACKEND_URL: `file://${join(this.folder, "state")}?metadata=skip`,
      PULUMI_CONFIG_PASSPHRASE: "test",
      PULUMI_CONFIG_PASSPHRASE_FILE: undefined,
      PULUMI_SKIP_UPDATE_CHECK: "true",
      NO_COLOR: "1",
      ...options.env,
    };
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), "utf8");
  }

  write(path: string, text: string): void {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  /** The program, in CommonJS JavaScript; everything that the package exports is in scope. */
  program(text: string): void {
    const prelude =
      'const pulumi = require("@pulumi/pulumi");\n' +
      'const random = require("@pulumi/random");\n' +
      'Object.assign(globalThis, require("pulumi-identity"));\n';
    this.write("index.js", prelude + text);
  }

  /** Makes the stack, or changes its settings: all in one call. */
  async configure(settings: Settings): Promise<void> {
    await this.succeed("stack", "select", "--create", "test");
    const given = Object.entries(settings).filter(([, value]) => value !== undefined);
    if (given.length === 0) return;
    const pairs = given.flatMap(([name, value]) => [
      /password|token|Secret$/.test(name) ? "--secret" : "--plaintext",
      `identity:${name}=${value}`,
    ]);
    await this.succeed("config", "set-all", ...pairs);
  }

  /** Runs the CLI to its end. */
  async run(...args: string[]): Promise<Outcome> {
    const outcome = await ended(this.start(...args));
    this.printed += outcome.output;
    return outcome;
  }

  /** A secret output of the program, in plain text; not part of what was printed. */
  async secret(name: string): Promise<string> {
    const shown = await ended(this.start("stack", "output", name, "--show-secrets"));
    return shown.output.trim();
  }

  /** Runs a script of the shell in the project's folder, with what the CLI has in its environment. */
  shell(script: string, env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
    const all = { ...this.env, ...environment(this.settings), ...env };
    const options = { cwd: this.folder, env: all };
    return ended(
      spawn("bash", ["-e", "-c", script], { ...options, stdio: ["ignore", "pipe", "pipe"] }),
    );
  }

  /** Runs the CLI, which must succeed, and returns what it printed. */
  async succeed(...args: string[]): Promise<string> {
    const { code, output } = await this.run(...args);
    if (code !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${code}:\n${output}`);
    return output;
  }

  /** Starts the CLI and does not wait. */
  start(...args: string[]): ChildProcess {
    const all = [...args, "--non-interactive", "--color", "never"];
    return spawn(this.shop.engine.pulumi, all, {
      cwd: this.folder,
      env: { ...this.env, ...this.variables, ...environment(this.settings) },
      stdio: ["ignore", "pipe", "pipe"],
    });
  }

  up(...args: string[]): Promise<string> {
    return this.succeed("up", "--yes", "--skip-preview", ...args);
  }

  /** What a preview says will happen, without what stays as it is. */
  async plan(...args: string[]): Promise<Step[]> {
    const { steps } = JSON.parse(await this.succeed("preview", "--json", ...args)) as {
      steps: Step[];
    };
    return steps.filter(({ op }) => op !== "same" && op !== "refresh");
  }

  /** The state as the backend keeps it: secrets are encrypted. */
  stateText(): string {
    return readFileSync(join(this.folder, `state/.pulumi/stacks/${this.name}/test.json`), "utf8");
  }

  resources(): StateResource[] {
    const { checkpoint } = JSON.parse(this.stateText()) as {
      checkpoint: { latest: { resources?: StateResource[] } };
    };
    return checkpoint.latest.resources ?? [];
  }

  /** The id of a resource, by its logical name. */
  idOf(name: string): string {
    const found = this.resources().find(({ urn }) => urn.endsWith(`::${name}`));
    if (found?.id === undefined) throw new Error(`the state has no ${name}`);
    return found.id;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private get name(): string {
    return (JSON.parse(readFileSync(join(this.folder, "package.json"), "utf8")) as { name: string })
      .name;
  }
}

function environment(settings: Settings): NodeJS.ProcessEnv {
  const entries = Object.entries(settings);
  return Object.fromEntries(
    entries.map(([name, value]) => {
      const words = name.replace(/[A-Z]/g, (letter) => `_${letter}`);
      return [`IDENTITY_${words.toUpperCase()}`, value];
    }),
  );
}

/** Waits for a started CLI. */
export function ended(child: ChildProcess): Promise<Outcome> {
  let output = "";
  const collect = (chunk: Buffer) => (output += chunk.toString());
  child.stdout?.on("data", collect);
  child.stderr?.on("data", collect);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output }));
  });
}

function projectFile(name: string, { plugin = false, runtime = "nodejs" }: ProjectOptions): string {
  const providers = ["- { name: random, path: random }"];
  // As docs/plugin.md says it: npm puts the executable there.
  if (plugin) providers.push("- { name: identity, path: node_modules/.bin }");
  const lines = [`name: ${name}`, `runtime: ${runtime}`, "plugins:", "  providers:"];
  return `${[...lines, ...providers.map((one) => `    ${one}`)].join("\n")}\n`;
}
