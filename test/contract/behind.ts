import { flushRows } from "../../emulator/model/grant-rows";
import { changeSettings } from "../../emulator/model/settings";
import { type OpenServer } from "../../emulator/start";
import { type Bindings } from "./bindings";

/** What a recorded step did behind the server's back, done to this one. False where it can't be. */
export function doBehind(server: OpenServer, task: string, bindings: Bindings): boolean {
  const step = STEPS.find(([pattern]) => pattern.test(task));
  if (!step) return false;
  const [pattern, run] = step;
  run(server, ...(pattern.exec(bindings.text(task))?.slice(1) ?? []));
  return true;
}

type Step = (server: OpenServer, ...captured: string[]) => void;

const STEPS: [RegExp, Step][] = [
  // The task does not name the token: it is the youngest.
  [
    /expiringtoken set created/,
    ({ db }) =>
      void db.run(
        "UPDATE tokens SET created = 0 WHERE created = (SELECT MAX(created) FROM tokens)",
      ),
  ],
  [
    /set is_active=0 where username='(\w+)'/,
    ({ db }, username = "") =>
      void db.run("UPDATE users SET active = 0 WHERE username = ?", username),
  ],
  [/redis: del invite_link/, ({ db }) => void db.run("UPDATE invitations SET expires = 0")],
  [/^flush_all_perm/, ({ db }) => flushRows(db)],
  [
    /redis: set (sms:\w+:\d+) (\d+) ex (\d+)/,
    ({ services }, key = "", code = "", seconds = "") =>
      services.codes.put(key, code, Number(seconds)),
  ],
  [
    /accountconfig set allow_mobile=1, allow_email=1, allow_register=1/,
    ({ db }) =>
      void changeSettings(db, {
        account_config: { allow_mobile: true, allow_email: true, allow_register: true },
      }),
  ],
  // The development senders need no vendor.
  [/(sms|email)config set is_valid=1/, () => undefined],
  [/^redis: ping/, () => undefined],
];
