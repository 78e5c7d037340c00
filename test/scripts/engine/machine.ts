import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { existsSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { CHECKOUT } from "../../../scripts/lib/engine/checkout";
import { type Home, pulumiHome, which } from "../../../scripts/lib/engine/home";

/** How a run of `npm run engine` ended. */
export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** A run of `npm run engine` that can be told to end. */
export interface Running {
  kill(signal: NodeJS.Signals): void;
  /** What it has printed so far. */
  output(): string;
  readonly ended: Promise<Ended>;
}

const CLI = "#!/bin/sh\necho v3.250.0\n";

/** A machine of its own, with nothing on it: its PATH, its Pulumi home, its Go and its network. */
export class Machine {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), "engine-")));
  readonly bin = join(this.root, "bin");
  readonly env: NodeJS.ProcessEnv = {
    HOME: this.root,
    PATH: this.bin,
    NODE_OPTIONS: `--require ${join(this.root, "fetch.cjs")}`,
  };
  readonly home: Home = pulumiHome(this.env);

  constructor() {
    mkdirSync(this.bin);
    for (const tool of ["node", "sh", "mkdir", "chmod", "cat", "sleep", "touch"]) {
      const [path] = which(tool, process.env);
      if (path !== undefined) symlinkSync(realpathSync(path), join(this.bin, tool));
    }
    this.network("down");
  }

  /** Writes an executable, below this machine's root unless the path is absolute. */
  put(path: string, script = CLI): string {
    const file = path.startsWith("/") ? path : join(this.root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, script);
    chmodSync(file, 0o755);
    return file;
  }

  /** What the download of the CLI meets: no route, an answer that never comes, or the CLI. */
  network(state: "down" | "hangs" | "up"): void {
    const installer = [
      `mkdir -p "$3/bin"`,
      `for name in pulumi pulumi-language-nodejs pulumi-language-go; do`,
      `  printf '#!/bin/sh\\necho v3.250.0\\n' > "$3/bin/$name"; chmod 755 "$3/bin/$name"`,
      `done`,
    ].join("\n");
    const answers = {
      down: `async () => { throw new Error("no route to host"); }`,
      hangs: `() => new Promise(() => setInterval(() => {}, 1000))`,
      up: `async () => ({ ok: true, text: async () => ${JSON.stringify(installer)} })`,
    };
    writeFileSync(join(this.root, "fetch.cjs"), `globalThis.fetch = ${answers[state]};\n`);
  }

  /** Installs a Go that notes how it is called, and for `build` runs `build` with `$out`. */
  go(build = `printf '#!/bin/sh\\necho v3.250.0\\n' > "$out"`): void {
    this.put(
      join(this.bin, "go"),
      `#!/bin/sh
echo "$@" >> "${this.root}/go.calls"
if [ "$1" = env ]; then echo "$GOFLAGS"; exit; fi
if [ "$1" != build ]; then exit; fi
echo "GOFLAGS=$GOFLAGS GOPROXY=$GOPROXY" >> "${this.root}/go.env"
mkdir -p "$GOMODCACHE" "$GOCACHE"
out=$5
${build}
`,
    );
  }

  /** The lines of `go.calls` that begin with a word. */
  goCalls(word: string): string[] {
    const calls = join(this.root, "go.calls");
    if (!existsSync(calls)) return [];
    const lines = readFileSync(calls, "utf8").trim().split("\n");
    return lines.filter((line) => line.startsWith(`${word} `));
  }

  /** The names in the folder where the versions of the CLI are. */
  versions(): string[] {
    return existsSync(this.home.versions) ? readdirSync(this.home.versions) : [];
  }

  /** Runs `npm run engine` on this machine. */
  run(): Running {
    const child = spawn(process.execPath, ["--import=tsx", join(CHECKOUT, "scripts/engine.ts")], {
      ...{ cwd: CHECKOUT, env: this.env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const collect = (chunk: Buffer) => (output += chunk.toString());
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    const ended = new Promise<Ended>((resolve) =>
      child.on("close", (code) => resolve({ code, output })),
    );
    return { kill: (signal) => void child.kill(signal), output: () => output, ended };
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Waits until something is so. */
export async function until(what: () => boolean): Promise<void> {
  for (const deadline = Date.now() + 30_000; !what();) {
    if (Date.now() > deadline) throw new Error(`it never came to pass: ${what.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
