import type { Backend } from "../../backends/backend";
import { effects, type Effects } from "./effects";
import type { Reads } from "./reads";

/**
 * The same backend, each write of which is told to the reads when it is over, whether it went well or
 * not: a listing begun before that may tell what was touched as it was.
 */
export function watched(backend: Backend, reads: Reads): Backend {
  const watch = <Name extends keyof typeof effects>(name: Name): Backend[Name] =>
    telling(backend[name], effects[name], reads);
  return {
    ...backend,
    ...{ orgs: watch("orgs"), users: watch("users"), nodes: watch("nodes") },
    ...{ nodeMembers: watch("nodeMembers"), orgMembers: watch("orgMembers") },
    ...{ apps: watch("apps"), perms: watch("perms") },
  };
}

type Call = (...given: unknown[]) => Promise<unknown>;
type Effect = (reads: Reads, given: unknown[], made: unknown) => void;

function telling<Store extends object>(store: Store, of: Effects<Store>, reads: Reads): Store {
  return new Proxy(store, {
    get(target, name) {
      const call = Reflect.get(target, name) as Call;
      const effect = Reflect.get(of, name) as Effect | undefined;
      if (effect === undefined) return call;
      return async (...given: unknown[]) => {
        let made: unknown;
        try {
          return (made = await call.apply(target, given));
        } finally {
          effect(reads, given, made);
        }
      };
    },
  });
}
