import { parseArgs } from "node:util";
import { IdentityServer } from "../../engine/support/identity-server";
import { Client, run, type Run } from "../../emulator/bench/load";
import { readConfiguration } from "../../../provider/run/settings";
import { Sessions } from "../../../provider/sessions";
import { proxy } from "../support/proxy";
import { type Behaviour, behaviours, worker } from "./behaviours";
import { machine } from "./report";

/** What an engine asks for at once, at least. */
const ASKED = 16;

/** Makes so many departments, under keys of its own. */
type Contender = (key: string) => Promise<Run>;

/**
 * `npm run bench -- writes --objects 300 --latency 40 --runs 2 --json`: departments made on a server that bears
 * more or less at once, by a bare client one by one and eight at once, and by the provider's own.
 */
export async function bench(): Promise<void> {
  const { values } = parseArgs({
    allowPositionals: true,
    options: {
      objects: { type: "string", default: "300" },
      latency: { type: "string", default: "40" },
      runs: { type: "string", default: "1" },
      json: { type: "boolean", default: false },
    },
  });
  const [objects, latency] = [Number(values.objects), Number(values.latency)];
  const all: Measured[] = [];
  if (!values.json) console.log(machine());
  for (let turn = 0; turn < Number(values.runs); turn++) {
    for (const behaviour of behaviours) {
      const measured = await measure(behaviour, objects, latency);
      all.push(measured);
      if (!values.json) console.log(lineOf(measured));
    }
  }
  if (values.json) {
    console.log(JSON.stringify({ machine: machine(), objects, latency, measured: all }, null, 2));
  }
}

/** Seconds, and the provider's in those of the better bare client. */
interface Measured {
  readonly server: string;
  readonly oneByOne: number;
  readonly eightAtOnce: number;
  readonly provider: number;
  readonly ratio: number;
}

async function measure(server: Behaviour, objects: number, latency: number): Promise<Measured> {
  const scene = await open(server, objects, latency);
  try {
    const oneByOne = secondsOf(await scene.bare(1)("one"));
    const eightAtOnce = secondsOf(await scene.bare(8)("eight"));
    const provider = secondsOf(await scene.provider("ours"));
    const ratio = provider / Math.min(oneByOne, eightAtOnce);
    return { server: server.name, oneByOne, eightAtOnce, provider, ratio };
  } finally {
    await scene.close();
  }
}

/** A server with an org, and who writes to it. */
async function open(behaviour: Behaviour, objects: number, latency: number) {
  const server = await IdentityServer.start();
  const { body: org } = await server.ask<{ oid: string; dept_uid: string }>("POST", "org/", {
    name: "Bench",
  });
  const front = await proxy(server.url);
  const work = worker(behaviour, latency);
  front.before = (request) => (/^POST node\//.test(request) ? work() : Promise.resolve());
  const client = new Client(front.url, await server.login("admin", server.password));
  const configuration = readConfiguration({ ...server.settings, url: front.url }, {});
  const { backend } = new Sessions().of(configuration);

  const bare =
    (atOnce: number): Contender =>
    (key) =>
      run(objects, atOnce, (index) =>
        client.send("POST", `node/d_${org.dept_uid}/node/`, { uid: key + index, name: key }),
      );
  const provider: Contender = (key) =>
    run(objects, ASKED, async (index) => {
      const node = { org: org.oid, parent: `${org.oid}/department`, kind: "department" } as const;
      await backend.nodes.create({ ...node, uid: key + index, name: key });
      return { status: 201 };
    });
  const close = async () => {
    client.close();
    await front.close();
    await server.close();
  };
  return { bare, provider, close };
}

function secondsOf({ requests, errors, perSecond }: Run): number {
  if (errors > 0) throw new Error(`${errors} of ${requests} writes failed`);
  return requests / perSecond;
}

function lineOf({ server, oneByOne, eightAtOnce, provider, ratio }: Measured): string {
  const seconds = [oneByOne, eightAtOnce, provider].map((one) => one.toFixed(1));
  return (
    `a server that does ${server}: one by one ${seconds[0]} s, eight at once ${seconds[1]} s, ` +
    `provider ${seconds[2]} s, ${ratio.toFixed(2)} × the better`
  );
}
