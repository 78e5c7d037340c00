import assert from "node:assert/strict";
import { check } from "../../../provider/adapters/check";
import { diff } from "../../../provider/engine/diff";
import { PartialCreateError } from "../../../provider/backends/errors";
import type { Failure, Kind, Values } from "../../../provider/engine/kind";
import { declared } from "../../../provider/engine/settle";
import { Registry } from "../../../provider/run/registry";
import type { Session } from "../../../provider/run/session";
import { sameInputs } from "./same-inputs";

/** One resource of a program on its way through a handler, in the engine's order of calls. */
export class Declared {
  id = "";
  state: Values = {};
  inputs: Values = {};
  private isHalfDone = false;
  private readonly checkedIn = new Set<Session>();

  constructor(
    readonly handler: Kind,
    public session: Session,
    private readonly logicalName = "it",
  ) {}

  /** What a check says of the inputs. */
  async failures(inputs: Values): Promise<readonly Failure[]> {
    return (await this.checked(inputs)).failures;
  }

  async create(inputs: Values): Promise<this> {
    this.inputs = await this.valid(inputs);
    try {
      this.record(await this.handler.create(this.session, this.inputs));
    } catch (error) {
      this.isHalfDone = error instanceof PartialCreateError;
      if (error instanceof PartialCreateError) this.record(error);
      throw error;
    }
    return this;
  }

  /** Whether an `up` of these inputs would do nothing. */
  async isSettled(inputs: Values): Promise<boolean> {
    return this.isSame(await this.valid(inputs));
  }

  /** The preview and the apply of an edit; `true` when there was something to do. */
  async update(inputs: Values): Promise<boolean> {
    const news = await this.valid(inputs);
    const same = this.isSame(news);
    const before = this.state;
    if (!same) this.state = await this.handler.update(this.session, this.id, before, news);
    this.inputs = news;
    this.isHalfDone = false;
    return !same;
  }

  async refresh(): Promise<Values> {
    this.state = await this.handler.read(this.session, this.id, this.state);
    this.inputs = declared(this.handler.properties, this.state);
    return this.state;
  }

  /** As in a run whose program does not declare it any more. */
  delete(): Promise<void> {
    const session = this.checkedIn.has(this.session) ? later(this.session) : this.session;
    return this.handler.delete(session, this.id, this.state);
  }

  private record({ id, outputs }: { id: string; outputs: Values }): void {
    this.id = id;
    this.state = outputs;
  }

  /** What a check makes of the inputs. */
  checked(inputs: Values) {
    this.checkedIn.add(this.session);
    const named = { logicalName: this.logicalName, ...inputs };
    return check(this.handler, () => this.session, this.inputs, named);
  }

  private async valid(inputs: Values): Promise<Values> {
    const { inputs: news, failures } = await this.checked(inputs);
    assert.deepEqual(failures, []);
    return news;
  }

  /**
   * As the engine decides: never after a half-done create, else by the answer of diff, or where
   * that leaves it open by the inputs.
   */
  private isSame(news: Values): boolean {
    if (this.isHalfDone) return false;
    const answer = diff(this.handler, this.session, this.id, this.state, news);
    assert.deepEqual(answer.replaces ?? [], []);
    return answer.changes === undefined ? sameInputs(this.inputs, news) : answer.changes === false;
  }
}

/** The same connection, which no resource was checked in. */
const later = (session: Session): Session =>
  Object.assign(Object.create(session) as Session, { registry: new Registry() });
