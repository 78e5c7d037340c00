import { Ground } from "../../backends/keycloak/ground";
import type { Cost } from "../run";

/** What a client has under way at once. */
const AT_ONCE = 8;

/** The groups of the program as a bare client makes them: one request for each, and none to look. */
export async function bareGroups(
  { latency }: { readonly latency: number },
  count: number,
): Promise<Cost> {
  const ground = await Ground.lay(latency);
  try {
    await ground.client.realm.create({ displayName: "Bench" });
    const { groups } = ground.through();
    const ids: string[] = [];
    const started = performance.now();
    // A level is done before the next one begins: ten groups are at the top, ten below each.
    for (let from = 0, to = 10; from < count; [from, to] = [to, to * 10]) {
      await each(from, Math.min(to, count), async (at) => {
        const parent = at < 10 ? undefined : ids[Math.floor(at / 10)];
        const attributes = { "pulumi-identity.uid": [`n${at}`] };
        ids[at] = await groups.create({ name: `N ${at}`, attributes }, parent);
      });
    }
    const seconds = (performance.now() - started) / 1000;
    const requests = count;
    return {
      seconds,
      requests,
      requestSeconds: seconds,
      processorSeconds: 0,
      serverSeconds: 0,
      providerMegabytes: 0,
    };
  } finally {
    await ground.close();
  }
}

async function each(from: number, to: number, act: (at: number) => Promise<void>): Promise<void> {
  let next = from;
  const worker = async () => {
    while (next < to) await act(next++);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
