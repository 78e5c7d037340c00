import assert from "node:assert/strict";
import { Codes } from "../../../emulator/model/codes";

describe("codes", () => {
  let now: number;
  let codes: Codes;
  beforeEach(() => {
    now = 1_700_000_000_000;
    codes = new Codes(() => now);
  });

  it("are good once, until their life ends", () => {
    codes.put("a", "1", 60);
    codes.put("b", "2", 60);
    assert.equal(codes.take("a"), "1");
    assert.equal(codes.take("a"), undefined);
    now += 59_999;
    assert.equal(codes.peek("b"), "2");
    now += 1;
    assert.equal(codes.peek("b"), undefined);
    assert.equal(codes.prove("b", "2"), false);
  });

  it("are over after ten wrong tries, the right one with them", () => {
    codes.put("sms", "123456", 60);
    for (let tries = 0; tries < 9; tries++) assert.equal(codes.prove("sms", "000000"), false);
    assert.equal(codes.prove("sms", "123456"), true);
    assert.equal(codes.prove("sms", "123456"), false);
    codes.put("sms", "123456", 60);
    for (let tries = 0; tries < 10; tries++) assert.equal(codes.prove("sms", "000000"), false);
    assert.equal(codes.prove("sms", "123456"), false);
  });

  it("are twenty for one target at most: the oldest goes, and those of others stay", () => {
    codes.put("other", "o", 60, "carol");
    for (let index = 0; index <= 20; index++) codes.put(`t${index}`, "x", 60, "陈静");
    assert.equal(codes.peek("t0"), undefined);
    assert.equal(codes.peek("t1"), "x");
    assert.equal(codes.peek("other"), "o");
  });

  it("that are over make room first", () => {
    codes.put("short", "x", 1, "carol");
    codes.put("first", "x", 60, "carol");
    now += 1000;
    for (let index = 0; index < 19; index++) codes.put(`t${index}`, "x", 60, "carol");
    assert.equal(codes.peek("first"), "x");
  });

  it("are 10,000 in all at most: the oldest goes", () => {
    for (let index = 0; index <= 10_000; index++) codes.put(`code ${index}`, "x", 60);
    assert.equal(codes.peek("code 0"), undefined);
    assert.equal(codes.peek("code 1"), "x");
    assert.equal(codes.peek("code 10000"), "x");
  });
});
