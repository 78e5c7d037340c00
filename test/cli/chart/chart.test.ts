import assert from "node:assert/strict";
import fc from "fast-check";
import type { ChartNode, Drawn, Layout } from "../../../cli/chart/chart-node";
import { layoutOf, outlineOf } from "../../../cli/chart/layout";
import { svgOf } from "../../../cli/chart/svg";
import { escaped, fitted, widthOf } from "../../../cli/chart/text";
import { everyNode, treeOf } from "../../../cli/chart/tree";
import { drawnOf, firstView, openNode, reveal, wholeView } from "../../../cli/chart/view";
import { drifted } from "../../../cli/drift/formats/categories";
import { listOf } from "../../../cli/drift/formats/list";
import { markedIn } from "../../../cli/page/marked";
import { bigReport, companyReport, orgOf } from "../support/reports";

const names = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.constantFrom("研发部", "W".repeat(80), ""),
);

/** Orgs of random shapes, with some drift. */
const trees = fc
  .array(fc.record({ under: fc.nat(), name: names, isMarked: fc.boolean() }), { maxLength: 60 })
  .map((specs) => {
    const org = orgOf("Any", {});
    const nodes = [...org.nodes];
    const findings = specs.map(({ under, name, isMarked }, i) => {
      const parent = nodes[under % nodes.length]?.id;
      nodes.push({ id: `n${i}`, name, kind: "department", parent, builtIn: false, members: i % 4 });
      const finding = companyReport().findings[0]!;
      return isMarked ? [{ ...finding, org: "Any", at: `n${i}` }] : [];
    });
    return treeOf({ ...org, nodes }, findings.flat());
  });

const idsIn = (drawn: Drawn): string[] =>
  "rest" in drawn ? [] : [drawn.node.id, ...drawn.children.flatMap(idsIn)];

function assertApart({ placed, width, height }: Layout) {
  for (const one of placed) {
    assert.ok(one.x >= 0 && one.x + one.width <= width && one.y > 0 && one.y < height);
    if (one.parent) assert.ok(one.parent.x < one.x && one.parent.y <= one.y);
    for (const other of placed) {
      const isBeside = one.x + one.width <= other.x || other.x + other.width <= one.x;
      assert.ok(one === other || isBeside || Math.abs(one.y - other.y) >= 30, "boxes overlap");
    }
  }
}

describe("a chart's layout", () => {
  it("lets no two boxes overlap, and puts children right of their parent or below it", () => {
    fc.assert(
      fc.property(trees, (top) => {
        const drawn = drawnOf(top, wholeView(top));
        assertApart(layoutOf(drawn));
        assertApart(outlineOf(drawn));
        assert.equal(layoutOf(drawn).placed.length, top.below + 1);
      }),
      { numRuns: 60 },
    );
  });

  it("begins at its top left, however much is open", () => {
    const [top] = [treeOf(bigReport(500).orgs[0]!, [])];
    const [first] = layoutOf(drawnOf(top, wholeView(top))).placed;
    assert.deepEqual({ x: first?.x, y: first?.y }, { x: 16, y: 34 });
  });
});

describe("what a chart draws", () => {
  it("is at first the way to all drift, and no more than a screen holds", () => {
    const report = companyReport();
    const top = treeOf(report.orgs[0]!, markedIn(listOf(report)));
    const drawn = idsIn(drawnOf(top, firstView(top)));
    for (const { at, accepted } of report.findings) {
      if (!accepted) assert.ok(drawn.includes(at ?? ""), `${at} is not drawn`);
    }
    const big = bigReport();
    const bigTop = treeOf(big.orgs[0]!, big.findings);
    assert.equal(bigTop.below, 10_002);
    assert.ok(idsIn(drawnOf(bigTop, firstView(bigTop))).length <= 48);
  });

  it("is any node that is asked for, and what is opened", () => {
    fc.assert(
      fc.property(trees, fc.nat(), (top, n) => {
        const all = [...everyNode(top)];
        const node = all[n % all.length] as ChartNode;
        const view = firstView(top, 5);
        reveal(view, node);
        assert.ok(idsIn(drawnOf(top, view)).includes(node.id));
        openNode(view, node);
        const children = node.children.slice(0, 50).length;
        const { children: drawn } = drawnOf(node, view);
        assert.ok(drawn.filter((one) => "node" in one).length >= children);
      }),
      { numRuns: 60 },
    );
  });

  it("says how many of a long list are left, those with drift not among them", () => {
    const departments = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`d${i}`, 0]));
    const org = orgOf("Wide", departments);
    const finding = { ...companyReport().findings[0]!, org: "Wide", at: "d250" };
    const top = treeOf(org, [finding]);
    const root = top.children[0]!;
    const { children } = drawnOf(root, firstView(top));
    assert.deepEqual(
      children.map((one) => ("rest" in one ? one.rest.length : one.node.id)),
      ["d0", "d1", "d2", "d3", "d4", "d5", "d6", "d250", 292],
    );
  });

  it("leaves out what the server made and nobody uses, unless it has drifted", () => {
    const org = orgOf("Acme", { Sales: 1 });
    const ids = (top: ChartNode) => [...everyNode(top)].map(({ id }) => id);
    assert.deepEqual(ids(treeOf(org, [])), ["Acme", "Acme-department", "Sales", "Acme-direct"]);
    const finding = { ...companyReport().findings[0]!, at: "Acme-role" };
    assert.ok(ids(treeOf(org, [finding])).includes("Acme-role"));
  });

  it("marks nothing that the baseline accepts", () => {
    const report = companyReport();
    const { marks, marksBelow } = treeOf(report.orgs[0]!, markedIn(listOf(report)));
    assert.deepEqual(
      { marks, marksBelow },
      {
        marks: {},
        marksBelow: { changed: 2, unmanaged: 2, missing: 1, tolerated: 1 },
      },
    );
  });

  it("marks on the org what no node of it holds", () => {
    const finding = { ...companyReport().findings[0]!, at: "gone" };
    assert.deepEqual(treeOf(orgOf("Acme", {}), [finding]).marks, { changed: 1 });
    assert.deepEqual(treeOf(orgOf("Other", {}), [finding]).marks, {});
  });
});

describe("a chart's text", () => {
  it("has no name's markup, control characters or turns of direction in it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (name) => {
        const text = escaped(name);
        assert.doesNotMatch(text, /[<>"']|&(?!amp;|lt;|gt;|quot;|#\d+;)/);
        assert.doesNotMatch(text, /[^\P{Cc}\t]|[\u202a-\u202e\u2066-\u2069]/u);
        assert.doesNotThrow(() => encodeURIComponent(text), "half a letter");
      }),
    );
    assert.equal(escaped("研发部 & <b>"), "研发部 &amp; &lt;b&gt;");
  });

  it("cuts a name where it has no room, between letters", () => {
    assert.equal(fitted("Platform", 200), "Platform");
    assert.equal(fitted("一二三四五六", 13 * 4), "一二三…");
    assert.equal(fitted("👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 13 * 3), "👩‍👩‍👧‍👦…");
    fc.assert(
      fc.property(names, fc.integer({ min: 30, max: 300 }), (name, width) => {
        assert.ok(widthOf(fitted(name, width)) <= width + 13);
      }),
    );
  });

  it("tells who hears it what who sees it is shown", () => {
    const report = companyReport();
    const top = treeOf(report.orgs[0]!, markedIn(listOf(report)));
    const svg = svgOf(layoutOf(drawnOf(top, wholeView(top))), {
      ...{ label: "Acme", categories: drifted, focus: top.id },
    });
    assert.match(svg, /<title>Web, department, 8 people, 1 changed, 1 unmanaged<\/title>/);
    assert.match(
      svg,
      /<title>Platform, department, 5 people, 2 below, below it 1 unmanaged<\/title>/,
    );
    assert.equal(svg.match(/tabindex="0"/g)?.length, 1);
  });

  it("draws an org of nothing", () => {
    const top = treeOf({ id: "o", name: "Empty", nodes: [] }, []);
    const svg = svgOf(layoutOf(drawnOf(top, firstView(top))), { label: "Empty", categories: [] });
    assert.equal(svg.match(/class="box/g)?.length, 1);
  });
});
