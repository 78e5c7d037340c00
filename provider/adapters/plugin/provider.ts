import { isDeepStrictEqual } from "node:util";
import {
  CheckFailure,
  CheckResponse,
  ConfigureResponse,
  CreateResponse,
  DiffResponse,
  InvokeResponse,
  ReadResponse,
  UpdateResponse,
  type CheckRequest,
  type ConfigureRequest,
  type ConstructRequest,
  type ConstructResponse,
  type CreateRequest,
  type DeleteRequest,
  type DiffRequest,
  type InvokeRequest,
  type ReadRequest,
  type UpdateRequest,
} from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { InvalidError } from "../../backends/errors";
import type { Failure } from "../../engine/kind";
import { withLists, withMaps } from "../../engine/maps-of-lists";
import { engineAddress } from "../../metrics/end-with-engine";
import { pluginSettings } from "../../run/stack/provider-settings";
import { parseUrn } from "../../run/stack/types";
import type { Calls } from "../calls";
import { checkResult, failedWithKeptConfiguration } from "../failures";
import { configurationFailures, isSecretSetting } from "./connection";
import { declaredAt } from "./declared-at";
import { diffResponse } from "./detailed-diff";
import { functions, queryFailures } from "./functions";
import { comparedInputs } from "./imported";
import type { Served } from "./served";
import { SessionSlot } from "./session-slot";
import { stateOf } from "./state";
import { fromBytes, fromStruct, marked, marksIn, toStruct } from "./values";
import type { Answered, Asked } from "./with-values";

/**
 * The provider as the engine calls it, for one connection. Secrets come in plain, and the engine
 * marks what it knows to be one; what only the kinds know to be secret is marked here.
 */
export class IdentityProvider {
  private readonly slot = new SessionSlot();
  private readonly calls = new Map<Served, Calls>();

  checkConfig(request: CheckRequest): CheckResponse {
    const inputs = fromStruct(request.getNews());
    const failures = configurationFailures(inputs, parseUrn(request.getUrn()).project);
    const sent = request.getNews()?.toJavaScript();
    return checked(failures).setInputs(toStruct(marked(inputs, isSecretSetting, sent)));
  }

  /** Another connection is an update: no resource is made anew for it. */
  diffConfig(request: DiffRequest): DiffResponse {
    const [olds, news] = [fromStruct(request.getOldInputs()), fromStruct(request.getNews())];
    const { DIFF_NONE, DIFF_SOME } = DiffResponse.DiffChanges;
    return new DiffResponse().setChanges(isDeepStrictEqual(olds, news) ? DIFF_NONE : DIFF_SOME);
  }

  configure(request: ConfigureRequest): ConfigureResponse {
    const urn = request.getUrn();
    const project = urn === undefined ? undefined : parseUrn(urn).project;
    this.slot.configure(pluginSettings(fromStruct(request.getArgs()), project));
    // Components want it, and with it the marks are this provider's to keep (`toStruct`).
    return new ConfigureResponse().setSupportspreview(true).setAcceptsecrets(true);
  }

  async check(asked: Asked<CheckRequest, "olds" | "news">) {
    const { request, values } = asked;
    const { served, passed } = declaredAt(request.getUrn());
    const { isImport, olds, news } = comparedInputs(values);
    const result = await this.callsOf(served).check(olds, { ...news, ...passed });
    const { inputs, failures } = checkResult(result);
    const declared = isImport ? withLists(served.properties, inputs) : inputs;
    const sent = marked(declared, served.isSecret, marksIn(values.news));
    return { answer: checked(failures), values: { inputs: sent } };
  }

  async diff({ request, values }: Asked<DiffRequest, "olds" | "news">) {
    const { served } = declaredAt(request.getUrn());
    const state = fromBytes(values.olds);
    const news = withMaps(served.properties, fromBytes(values.news));
    const difference = await this.callsOf(served).diff(request.getId(), state, news);
    return { answer: diffResponse(difference, state), values: {} };
  }

  async create({ request, values }: Asked<CreateRequest, "properties">) {
    const { served } = declaredAt(request.getUrn());
    const inputs = fromBytes(values.properties);
    const { id, outputs } = request.getPreview()
      ? await served.previewedCreate(this.slot.open(), inputs)
      : await this.callsOf(served).create(inputs);
    const properties = stateOf(served, outputs, values.properties);
    return { answer: new CreateResponse().setId(id), values: { properties } };
  }

  /** A refresh; without a state, a look-up by id, for an import or for what is only read. */
  async read(
    asked: Asked<ReadRequest, "properties" | "inputs">,
  ): Promise<Answered<ReadResponse, "properties" | "inputs">> {
    const { request, values } = asked;
    const { served, passed } = declaredAt(request.getUrn());
    const state = fromBytes(values.properties);
    const isKnown = state.schema !== undefined;
    const named = isKnown ? undefined : served.named(request.getId());
    const id = named?.id ?? request.getId();
    const known = isKnown ? state : { ...state, ...named?.state, ...passed };
    const live = await this.callsOf(served).read(id, known).catch(failedWithKeptConfiguration);
    // Without an id the engine takes it for gone.
    if (live === undefined) return { answer: new ReadResponse(), values: {} };
    const { outputs, inputs } = isKnown ? live : served.imported(this.slot.open(), live);
    return {
      answer: new ReadResponse().setId(id),
      values: {
        properties: stateOf(served, outputs, values.properties),
        inputs: marked(inputs, served.isSecret, marksIn(values.inputs)),
      },
    };
  }

  async update({ request, values }: Asked<UpdateRequest, "olds" | "news">) {
    const { served } = declaredAt(request.getUrn());
    const state = fromBytes(values.olds);
    const news = fromBytes(values.news);
    const outputs = request.getPreview()
      ? served.previewedUpdate(state, news)
      : await this.callsOf(served).update(request.getId(), state, news);
    const properties = stateOf(served, outputs, values.news);
    return { answer: new UpdateResponse(), values: { properties } };
  }

  async delete({ request, values }: Asked<DeleteRequest, "properties">) {
    const { served } = declaredAt(request.getUrn());
    const state = fromBytes(values.properties);
    await this.callsOf(served).delete(request.getId(), state).catch(failedWithKeptConfiguration);
    return { answer: new Empty(), values: {} };
  }

  /** Loaded when it is asked for, as most programs have no component. */
  async construct(request: ConstructRequest): Promise<ConstructResponse> {
    const { backend } = this.slot.open().configuration;
    const { construct } = await import("./construct/construct.js");
    return construct(request, { engine: engineAddress(), backend });
  }

  async invoke(request: InvokeRequest): Promise<InvokeResponse> {
    const token = request.getTok();
    const called = functions.get(token.replace(/^identity:index:/, ""));
    if (called === undefined) throw new InvalidError(`there is no function ${token}`);
    const query = fromStruct(request.getArgs());
    const failures = queryFailures(called, query);
    if (failures.length > 0) return new InvokeResponse().setFailuresList(failures.map(toFailure));
    const session = this.slot.open();
    return new InvokeResponse().setReturn(toStruct(await called.find(session, query)));
  }

  cancel(): void {
    this.slot.cancel();
  }

  /** Made once: a bulk tree's keep what they have read of its inputs from the check to what comes after. */
  private callsOf(served: Served): Calls {
    const made = this.calls.get(served) ?? served.calls(this.slot.open);
    this.calls.set(served, made);
    return made;
  }
}

const checked = (failures: readonly Failure[]): CheckResponse =>
  new CheckResponse().setFailuresList(failures.map(toFailure));

const toFailure = ({ property, reason }: Failure): CheckFailure =>
  new CheckFailure().setProperty(property).setReason(reason);
