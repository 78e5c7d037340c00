import assert from "node:assert/strict";
import { Writable } from "node:stream";
import sinon from "sinon";
import { Progress } from "../../../cli/terminal/progress";

/** A terminal, or not, that keeps what it is sent. */
class Screen extends Writable {
  text = "";
  readonly columns = 80;
  constructor(readonly isTTY: boolean) {
    super();
  }
  override _write(chunk: Buffer, _encoding: string, done: () => void) {
    this.text += chunk.toString();
    done();
  }
  // What a terminal is asked by the library.
  cursorTo = (x: number) => this.write(`\u001b[${x + 1}G`);
  clearLine = () => this.write("\u001b[2K");
}

function shown(isTTY: boolean, env: NodeJS.ProcessEnv): string {
  const clock = sinon.useFakeTimers();
  try {
    const screen = new Screen(isTTY);
    const stream = screen as unknown as NodeJS.WriteStream;
    const progress = new Progress("Reading the org", { stream, env });
    for (let i = 0; i < 40; i += 1) progress.onRequest();
    progress.onDone(7, 86);
    clock.tick(2_000);
    progress.stop();
    return screen.text;
  } finally {
    clock.restore();
  }
}

describe("progress", () => {
  it("tells a terminal how many requests were sent, without colours, and goes away", () => {
    const text = shown(true, {});
    assert.match(text, /Reading the org: 7 of 86 resources, 40 requests, 2s/);
    assert.doesNotMatch(text, /\p{Cc}\[\d+m/u);
    assert.ok(text.lastIndexOf("\u001b[") > text.lastIndexOf("requests"), "the line is cleared");
  });

  it("gives the terminal its cursor back when it is interrupted, and ends by that signal", () => {
    const others = process.listeners("SIGINT");
    process.removeAllListeners("SIGINT");
    const kill = sinon.stub(process, "kill");
    try {
      const screen = new Screen(true);
      new Progress("Reading", { stream: screen as unknown as NodeJS.WriteStream, env: {} });
      assert.ok(screen.text.includes("\u001b[?25l"));
      process.emit("SIGINT", "SIGINT");
      assert.ok(screen.text.includes("\u001b[?25h"));
      assert.deepEqual(kill.args, [[process.pid, "SIGINT"]]);
      assert.equal(process.listenerCount("SIGINT"), 0, "nothing keeps the signal from ending it");
    } finally {
      kill.restore();
      for (const one of others) process.on("SIGINT", one);
    }
  });

  it("is silent in a pipe, in CI and in a terminal that can't", () => {
    assert.equal(shown(false, {}), "");
    assert.equal(shown(true, { CI: "true" }), "");
    assert.equal(shown(true, { TERM: "dumb" }), "");
  });
});
